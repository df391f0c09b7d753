"""Nominals: phrases that denote by a common noun ("two soldiers", "the ministry"), found by lists of head nouns."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.lexicon import Row, table
from kg.model import Form, Kind

_LEFT = frozenset("det amod compound nummod poss nmod advmod predet quantmod npadvmod punct case".split())
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def nominals(material: Material) -> Iterator[Proposal]:
    """Yield the noun phrases whose head is in the list of head nouns."""
    for token in material.reading.doc:
        if token.pos_ in _NOUNS and (row := head_row(token)) is not None and not _modifies(token):
            yield Proposal(
                span_of(token.doc[_start(token) : token.i + 1]),
                span_of([token]),
                Kind(row["kind"]),
                Form.NOMINAL,
                ranks.NOMINAL,
                "nominals",
                row["type"] or None,
            )


def head_row(token: Token) -> Row | None:
    """Return the row of the list of head nouns that `token` is an instance of."""
    heads = _heads()
    return heads.get(token.lower_) or heads.get(token.lemma_.lower())


def _modifies(token: Token) -> bool:
    """Return whether `token` only modifies another noun ("police station")."""
    return token.dep_ in ("compound", "amod", "nmod") or token.pos_ == "VERB"


def _start(token: Token) -> int:
    start = token.i
    for left in reversed(list(token.lefts)):
        if left.dep_ not in _LEFT or left.right_edge.i + 1 != start:
            break
        start = left.left_edge.i
    while start < token.i and token.doc[start].is_punct:
        start += 1
    return start


@cache
def _heads() -> dict[str, Row]:
    return {row["lemma"]: row for row in table("nominal_heads")}
