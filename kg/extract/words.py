"""Words: the content words of documents with their lemmas, for what is compared across documents without a type of its own."""

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.language import DEFAULT_MODEL
from kg.extract.pipeline import parse, prepared
from kg.lexicon import table
from kg.model import Document, Part, Span, Word

_PARTS = {
    "NOUN": Part.NOUN,
    "PROPN": Part.NAME,
    "NUM": Part.NUMBER,
    "PRON": Part.PRONOUN,
    "VERB": Part.VERB,
    "AUX": Part.VERB,
    "ADJ": Part.MODIFIER,
    "ADV": Part.MODIFIER,
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def words(documents: Iterable[Document], *, model: str = DEFAULT_MODEL) -> Iterator[tuple[Word, ...]]:
    """Yield the content words of each document, in text order. ExtractError if `model` cannot be loaded."""
    nlp = prepared(model)
    for document in documents:
        with nlp.memory_zone():
            found = words_of(parse(nlp, document.text, document.title))
        yield found


def words_of(doc: Doc) -> tuple[Word, ...]:
    """Return the content words of `doc`."""
    return tuple(_word(token) for token in doc if token.pos_ in _PARTS and any(map(str.isalnum, token.text)))


def _word(token: Token) -> Word:
    part = _PARTS[token.pos_]
    subject = next((child.lemma_.lower() for child in token.lefts if child.dep_ in _SUBJECTS), None)
    return Word(Span(token.idx, token.idx + len(token.text)), _lemma(token), part, subject)


def _lemma(token: Token) -> str:
    """Return the lemma; of a verb with what belongs to it that of their noun, if it is listed ("pull back": "pullback")."""
    lemma = token.lemma_.lower()
    joined = (lemma + child.lower_ for child in token.rights)
    return next((noun for noun in joined if noun in _nouns()), lemma)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for row in table("wordings") for word in row["words"].split("|"))
