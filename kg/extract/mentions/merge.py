"""Merge: one set of mentions out of the proposals of several finders.

The higher rank wins, then the longer span. A mention may lie inside a nominal one if it does not hold its head: "Ukraine" in
"the army of Ukraine", not "army". Nothing lies inside a name. Spans that cross are never both kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.extract.mentions.proposal import Proposal
from kg.model import Form, Kind, Span

_BLOCK = 64  # characters; proposals are compared only with those that share a block of the text


def merge(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that stand, in text order."""
    kept: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in sorted(proposals, key=lambda p: (-p.rank, -len(p.span), p.span)):
        if all(_compatible(proposal, other) for block in _blocks(proposal.span) for other in kept[block]):
            for block in _blocks(proposal.span):
                kept[block].append(proposal)
    standing = {id(p): p for block in kept.values() for p in block if not _idle(p, block)}
    return sorted(standing.values(), key=lambda p: (p.span.start, -p.span.end))


def _blocks(span: Span) -> Iterator[int]:
    yield from range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1)


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
