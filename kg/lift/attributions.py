"""Who said it: attributions, the passages they attribute, the relays they came through, and sources without a name."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import Facts, concept, named, said
from kg.lift.source import Source
from kg.model import Attribution, Manner, Relay, Span, sayings

QUOTED = frozenset({Manner.DIRECT, Manner.MIXED})
"""Manners whose single sentences are passages too: two outlets may print the same sentence in other words."""


def lift_attributions(source: Source) -> Iterator[Quad]:
    """Yield the attributions of `source`. The outlet's own voice attributes no passages: it is all that is left."""
    for attribution in source.annotation.attributions:
        node = source.part("attribution", attribution.id)
        yield from said(source.node, node, _facts(source, attribution))
        if attribution.manner is not Manner.NARRATION:
            yield from _passages(source, node, attribution)
            yield from _unnamed(source, attribution)
        for position, relay in enumerate(attribution.relays, 1):
            yield from _relay(source, attribution, position, relay)


def _facts(source: Source, attribution: Attribution) -> Facts:
    yield "rdf:type", named("kg:Attribution")
    yield "kg:claimant", source.claimant(attribution)
    yield "kg:manner", concept(attribution.manner)
    yield "kg:stance", concept(attribution.stance)
    yield "kg:certainty", concept(attribution.certainty)
    yield "kg:cue", cue_words(source, attribution)
    yield "kg:cueKind", attribution.cue_kind
    yield "kg:within", source.part("attribution", attribution.within) if attribution.within else None
    yield "kg:venueWords", source.words(attribution.venue) if attribution.venue else None
    yield "kg:time", source.time(attribution.time)
    yield "kg:rule", attribution.by or None


def cue_words(source: Source, attribution: Attribution) -> str | None:
    """Return the words that attribute, parts that stand apart joined by " … "; None where there are none."""
    return " … ".join(source.words(span) for span in attribution.cue) or None


def passage(source: Source, span: Span) -> NamedNode:
    """Return the node of the passage `span`."""
    return source.part("passage", f"{span.start}-{span.end}")


def lift_passage(source: Source, span: Span) -> Iterator[Quad]:
    """Yield the words of a passage and where they stand."""
    facts = (
        ("rdf:type", named("kg:Passage")),
        ("kg:quote", source.words(span)),
        ("kg:start", span.start),
        ("kg:end", span.end),
    )
    yield from said(source.node, passage(source, span), facts)


def _passages(source: Source, node: NamedNode, attribution: Attribution) -> Iterator[Quad]:
    for span in attribution.content:
        yield from said(source.node, node, [("kg:content", passage(source, span))])
        yield from lift_passage(source, span)
        if attribution.manner in QUOTED:
            for part in sayings(source.document.text, source.annotation, span):
                yield from lift_passage(source, part)


def _unnamed(source: Source, attribution: Attribution) -> Iterator[Quad]:
    if source.entity(attribution.source_mention) is None:
        who = source.unnamed(attribution)
        facts = (("rdf:type", named("kg:UnnamedSource")), ("rdfs:label", who.words), ("kg:sourceType", who.type))
        yield from said(source.node, who.node, facts)


def _relay(source: Source, attribution: Attribution, position: int, relay: Relay) -> Iterator[Quad]:
    node = source.part("attribution", f"{attribution.id}/relay/{position}")
    yield from said(source.node, source.part("attribution", attribution.id), [("kg:relay", node)])
    facts = (
        ("rdf:type", named("kg:Relay")),
        ("kg:position", position),
        ("kg:agent", source.entity(relay.mention)),
        ("kg:quote", source.words(relay.span)),
        ("kg:start", relay.span.start),
        ("kg:end", relay.span.end),
    )
    yield from said(source.node, node, facts)
