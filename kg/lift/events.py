"""What happened, as one report tells it: event reports with their participants."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import Facts, concept, named, said
from kg.lift.source import Source
from kg.model import Event, Role


def lift_events(source: Source) -> Iterator[Quad]:
    """Yield the event reports of `source`; killings, injuries and damage are claims, statements are attributions."""
    for event in source.reports.values():
        facts: Facts = (
            ("rdf:type", named("kg:EventReport")),
            ("kg:eventType", concept(event.type)),
            ("kg:quote", source.words(event.trigger)),
            ("kg:start", event.trigger.start),
            ("kg:end", event.trigger.end),
            ("kg:polarity", concept(event.polarity)),
            ("kg:realis", concept(event.realis)),
            ("kg:rule", event.by or None),
            ("kg:again", source.report(event.again)),
            *participants(source, event),
        )
        yield from said(source.node, source.part("event", event.id), facts)


def participants(source: Source, event: Event) -> Facts:
    """Yield (role, node) for each role of `event` whose filler stands in the graph; numbers are left to claims."""
    seen = set()
    for role in event.roles:
        fact = (f"kg:{role.role}", _filler(source, role))
        if fact not in seen:
            seen.add(fact)
            yield fact


def _filler(source: Source, role: Role) -> NamedNode | None:
    match role.kind:
        case "mention":
            return source.filler(role.role, role.filler)
        case "time":
            return source.time(role.filler)
        case "event":
            return source.report(role.filler)
    return None
