"""Merge: one set of mentions out of the proposals of several finders.

The higher rank wins, then the longer span. A mention may lie inside a nominal one if it does not hold its head: "Ukraine" in
"the army of Ukraine", not "army". Nothing lies inside a name. Spans that cross are never both kept.
"""

from collections.abc import Iterable

from kg.extract.mentions.proposal import Proposal
from kg.model import Form, Kind


def merge(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that stand, in text order."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.rank, -len(p.span), p.span)):
        if all(_compatible(proposal, other) for other in kept):
            kept.append(proposal)
    return sorted((p for p in kept if not _idle(p, kept)), key=lambda p: (p.span.start, -p.span.end))


def _compatible(new: Proposal, old: Proposal) -> bool:
    if not new.span.touches(old.span):
        return True
    if old.span.holds(new.span):
        return new.span != old.span and _nests(new, old)
    return new.span.holds(old.span) and _nests(old, new)


def _nests(inner: Proposal, outer: Proposal) -> bool:
    """Return whether `inner` may stand beside `outer`, which holds it."""
    return outer.form is Form.NOMINAL and not inner.span.touches(outer.head)


def _idle(proposal: Proposal, kept: list[Proposal]) -> bool:
    """Return whether `proposal` is a nationality that a phrase around it already carries as its side ("Syrian troops"); of
    people it stays, to say whose minister or general they are."""
    if proposal.kind is not Kind.GROUP or proposal.form is not Form.NAMED:
        return False
    around = (p for p in kept if p is not proposal and p.span.holds(proposal.span) and p.form is Form.NOMINAL)
    return any(p.kind is not Kind.PERSON for p in around)
