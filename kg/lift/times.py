"""When: the time expressions of a document, as written and as resolved."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.lift.quads import concept, named, said
from kg.lift.source import Source


def lift_times(source: Source) -> Iterator[Quad]:
    """Yield the time expressions of `source`: earliest and latest day (xsd:date) where known, and the grain."""
    for time in source.annotation.times:
        facts = (
            ("rdf:type", named("kg:Time")),
            ("kg:quote", source.words(time.span)),
            ("kg:start", time.span.start),
            ("kg:end", time.span.end),
            ("kg:earliest", time.earliest),
            ("kg:latest", time.latest),
            ("kg:grain", concept(time.grain)),
            ("kg:anchor", concept(time.anchor) if time.anchor else None),
            ("kg:partialDate", time.partial),
        )
        yield from said(source.node, source.part("time", time.id), facts)
