"""Kinds: what sort of thing a noun denotes, as far as a trigger or a role has to know."""

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.reading import Reading, span_of
from kg.extract.shelf import Shelf
from kg.lexicon import table, word_set
from kg.model import Annotation, Form

# The labels of the language model's named entities, for words that no mention covers.
_LABELS: Mapping[str, frozenset[str]] = {
    "GPE": frozenset({"Place", "Organisation"}),
    "LOC": frozenset({"Place"}),
    "FAC": frozenset({"Facility"}),
    "PERSON": frozenset({"Person"}),
    "ORG": frozenset({"Organisation"}),
    "NORP": frozenset({"Group"}),
    "DATE": frozenset({"Time"}),
}
_PEOPLE = frozenset(
    {"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "who", "whom", "someone", "everyone", "his", "their"}
)


class Kinds:
    """The kinds of the nouns of one document: its mentions say, then the language model, then a list of nouns."""

    def __init__(self, reading: Reading, known: Annotation) -> None:
        self._doc: Doc = reading.doc
        self._by_head: dict[int, set[str]] = {}
        self._names = Shelf((m.span, m) for m in known.mentions if m.form is Form.NAMED)
        for mention in known.mentions:
            self._by_head.setdefault(mention.head.start, set()).add(mention.kind.value)

    def of(self, token: Token) -> frozenset[str]:
        """Return the kinds of what `token` denotes; a country or city is also an organisation, since it acts."""
        found = self._by_head.get(token.idx, set()) | _nouns().get(token.lemma_.lower(), frozenset())
        if not found:
            found = set(_LABELS.get(token.ent_type_, frozenset()))
        return frozenset(found | {"Person"} if token.lower_ in _PEOPLE else found)

    def named(self, token: Token) -> bool:
        """Return whether `token` is a word of the name of an entity ("Office of Special Investigations")."""
        return bool(self._names.at(span_of([token])))

    def is_any(self, token: Token, words: frozenset[str], kinds: frozenset[str]) -> bool:
        """Return whether `token`, or what it is a quantity of ("dozens of towns"), is one of `words` or of `kinds`."""
        return "*" in words or any(noun.lemma_.lower() in words or self.of(noun) & kinds for noun in counted(token))


def counted(token: Token) -> Iterator[Token]:
    """Yield `token` and, where it is a quantity, the nouns it is a quantity of."""
    yield token
    if token.lemma_.lower() in word_set("quantity_nouns") or token.like_num or token.pos_ in ("DET", "PRON", "NUM"):
        for child in token.children:
            if child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        yield from counted(noun)


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {row["noun"]: frozenset({"Person"}) for row in table("person_nouns")}
    for row in table("noun_kinds"):
        found[row["noun"]] = found.get(row["noun"], frozenset()) | {row["kind"]}
    return found
