"""Numbers: what a figure says, wherever it stands in the graph, and the figures that no claim makes its own."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.lift.quads import Facts, concept, named, said
from kg.lift.source import Source
from kg.model import Figure


def figure_facts(source: Source, figure: Figure) -> Facts:
    """Yield what `figure` says: its value with its bound, what it counts, of which side, over which time, in which other."""
    yield "kg:measure", concept(figure.measure)
    yield "kg:low", figure.low
    yield "kg:high", figure.high
    yield "kg:bound", concept(figure.bound)
    yield "kg:strict", figure.strict or None
    yield "kg:asWritten", figure.as_written
    yield "kg:unit", figure.unit
    yield "kg:counts", source.words(figure.counts) if figure.counts else None
    yield "kg:victimClass", figure.victim
    yield "kg:sideCode", figure.side
    yield "kg:scope", concept(figure.scope) if figure.scope else None
    yield "kg:asOf", source.time(figure.as_of)
    yield "kg:includedIn", source.number(figure.part_of)
    yield "kg:flag", figure.flag
    yield "kg:rule", figure.by or None


def lift_figures(source: Source) -> Iterator[Quad]:
    """Yield the figures that are nobody's claim: an editor's conversions, and numbers that no attribution reaches."""
    claimed = source.claimed
    for figure in source.annotation.figures:
        if figure.id not in claimed:
            facts = (
                ("rdf:type", named("kg:Figure")),
                *figure_facts(source, figure),
                ("kg:period", source.time(figure.period)),
                ("kg:conversionOf", claimed.get(figure.conversion_of or "")),
                ("kg:quote", source.words(figure.span)),
                ("kg:start", figure.span.start),
                ("kg:end", figure.span.end),
            )
            yield from said(source.node, source.part("figure", figure.id), facts)
