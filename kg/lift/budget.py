"""The budget: how many triples a mention, an event report and a claim cost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import named

BUDGET = {"mention": 6, "event": 12, "claim": 20}
"""Triples that one of each may cost on average. A predecessor spent 3,276 on an article."""


def cost(quads: Iterable[Quad]) -> Mapping[str, float]:
    """Return the mean number of triples about a mention, an event report and a claim in `quads`, 0 where there is none."""
    kinds = {named("kg:Mention"): "mention", named("kg:EventReport"): "event", named("kg:Claim"): "claim"}
    triples, members = Counter[NamedNode](), defaultdict[str, set[NamedNode]](set)
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            triples[quad.subject] += 1
            if quad.predicate == named("rdf:type") and isinstance(quad.object, NamedNode) and quad.object in kinds:
                members[kinds[quad.object]].add(quad.subject)
    return {kind: _mean([triples[node] for node in members[kind]]) for kind in BUDGET}


def _mean(counts: list[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0
