"""The document itself: what is known about it, and its own voice."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import named, said
from kg.lift.source import Source
from kg.model import Manner


def lift_document(source: Source) -> Iterator[Quad]:
    """Yield what is known about the document; what is not known is not there."""
    document = source.document
    facts = (
        ("rdf:type", named("kg:Source")),
        ("rdfs:label", document.title or document.id),
        ("dcterms:identifier", document.id),
        ("kg:file", document.source),
        ("kg:sha256", document.version),
        ("kg:bytes", document.size or None),
        ("dcterms:format", document.media_type),
        ("dcterms:title", document.title),
        ("dcterms:publisher", document.publisher),
        ("dcterms:creator", document.author),
        ("dcterms:issued", document.published),
        ("kg:retrieved", document.retrieved),
        ("schema:url", NamedNode(document.url) if document.url else None),
        ("dcterms:language", document.language),
    )
    yield from said(source.node, source.node, facts)
    yield from _voice(source)


def _voice(source: Source) -> Iterator[Quad]:
    if any(attribution.manner is Manner.NARRATION for attribution in source.annotation.attributions):
        name = source.document.publisher or source.document.id
        facts = (("rdf:type", named("kg:OutletVoice")), ("rdfs:label", name))
        yield from said(source.node, source.voice, facts)
