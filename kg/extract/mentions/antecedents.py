"""Antecedents: what kind of thing a pronoun denotes, from the nearest mention before it that it could stand for.

Only the kind is decided here; which mentions are the same entity is for coreference to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.mentions.proposal import Material, Proposal
from kg.model import Form, Kind

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
WHICH = frozenset({"which", "that"})
_COLLECTIVE = frozenset({Kind.ORGANISATION, Kind.UNIT, Kind.GROUP})
_LANDS = frozenset({Kind.PLACE, Kind.FACILITY})
_REACH = 400  # characters; farther back nothing is taken for an antecedent


def with_kinds(material: Material, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals` in their order, each third-person pronoun with the kind of its likely antecedent."""
    seen: list[tuple[Proposal, bool]] = []
    for proposal in proposals:
        token = _head(material, proposal)
        if proposal.form is not Form.PRONOUN:
            seen.append((proposal, token.tag_ in ("NNS", "NNPS")))
            yield proposal
            continue
        kind = _kind(token.lower_, proposal, seen)
        if token.lower_ != "it" or kind not in _LANDS:  # "it" for a place is mostly an "it" for something else
            yield proposal if kind is None else replace(proposal, kind=kind)


def _head(material: Material, proposal: Proposal) -> Token:
    return material.reading.tokens(proposal.head)[-1]


def _kind(word: str, pronoun: Proposal, seen: Sequence[tuple[Proposal, bool]]) -> Kind | None:
    """Return the kind of the nearest mention before `pronoun` that agrees with it in number, a plural before a body; None
    to leave it as it is."""
    near = [
        pair for pair in seen[-20:] if pronoun.span.start - pair[0].span.end < _REACH and not pair[0].span.holds(pronoun.span)
    ]
    if word in THEY:
        plural = next((other.kind for other, many in reversed(near) if many), None)
        return plural or next((other.kind for other, _ in reversed(near) if other.kind in _COLLECTIVE), None)
    if word in IT:
        return next((o.kind for o, many in reversed(near) if not many and o.kind not in (Kind.PERSON, Kind.GROUP)), None)
    return None
