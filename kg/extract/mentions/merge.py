"""Merge: one set of mentions out of the proposals of several finders.

The higher rank wins, then the longer span. A mention may lie inside another only if it does not hold the other's head: "Ukraine"
in "the army of Ukraine", not "Islamic" in "Islamic State". Spans that cross are never both kept.
"""

from collections.abc import Iterable

from kg.extract.mentions.proposal import Proposal
from kg.model import Form


def merge(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that stand, in text order."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.rank, -len(p.span), p.span)):
        if all(_compatible(proposal, other) for other in kept):
            kept.append(proposal)
    return sorted(kept, key=lambda p: (p.span.start, -p.span.end))


def _compatible(new: Proposal, old: Proposal) -> bool:
    if not new.span.touches(old.span):
        return True
    if new.span == old.span:
        return False
    if old.span.holds(new.span):
        return _nests(new, old)
    if new.span.holds(old.span):
        return _nests(old, new)
    return False


def _nests(inner: Proposal, outer: Proposal) -> bool:
    """Return whether `inner` may stand beside `outer`, which holds it."""
    if inner.span.touches(outer.head):
        return False
    return outer.form is Form.NOMINAL or outer.unit is not None
