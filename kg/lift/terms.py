"""Loaded terms: the words, why they are loaded, and whose voice uses them."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.lift.quads import named, said
from kg.lift.source import Source


def lift_terms(source: Source) -> Iterator[Quad]:
    """Yield the loaded terms of `source`."""
    attributions = {attribution.id: attribution for attribution in source.annotation.attributions}
    for term in source.annotation.terms:
        held = attributions.get(term.attribution)
        facts = (
            ("rdf:type", named("kg:LoadedTerm")),
            ("kg:lemma", term.lemma),
            ("kg:loading", term.why),
            ("kg:quote", source.words(term.span)),
            ("kg:start", term.span.start),
            ("kg:end", term.span.end),
            ("kg:voice", source.claimant(held) if held else source.voice),
            ("kg:usedIn", source.part("attribution", held.id) if held else None),
        )
        yield from said(source.node, source.part("term", term.id), facts)
