"""Pronouns: words that denote what was named before, or the speaker and the hearer."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.model import Form, Kind

_PEOPLE = "i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours ourselves they them their theirs themselves who whom whose"
PERSONAL = frozenset(_PEOPLE.split())
_THINGS = frozenset(["it", "its", "itself"])


def pronouns(material: Material) -> Iterator[Proposal]:
    """Yield the pronouns of the text."""
    for token in material.reading.doc:
        if token.lower_ in PERSONAL and token.text != "US":
            yield _proposal(token, Kind.PERSON)
        elif token.lower_ in _THINGS and not _empty(token):
            yield _proposal(token, Kind.ORGANISATION)


def _proposal(token: Token, kind: Kind) -> Proposal:
    span = span_of([token])
    return Proposal(span, span, kind, Form.PRONOUN, ranks.PRONOUN, "pronouns")


def _empty(token: Token) -> bool:
    """Return whether this "it" stands for nothing: expletive by the parse, or the subject of "is clear that", "seems"."""
    if token.dep_ == "expl":
        return True
    return any(child.dep_ in ("ccomp", "acomp", "xcomp", "advcl") for child in token.head.children) and token.head.lemma_ in (
        "be",
        "seem",
        "appear",
    )
