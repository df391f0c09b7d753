"""Who and what a document names: its entities, their mentions, and the posts that people hold."""

from collections.abc import Iterator
from itertools import chain as joined

from pyoxigraph import Quad

from kg.lift.quads import Facts, concept, named, said
from kg.lift.source import Source
from kg.model import Chain, Kind, Mention, Post


def lift_entities(source: Source) -> Iterator[Quad]:
    """Yield the entities, mentions and posts of `source`."""
    for chain in source.chains:
        yield from _entity(source, chain)
    for mention in source.annotation.mentions:
        yield from _mention(source, mention)
    for post in source.annotation.posts:
        yield from _post(source, post)


def _entity(source: Source, chain: Chain) -> Iterator[Quad]:
    facts: Facts = (
        ("rdf:type", named("kg:DocumentEntity")),
        ("rdf:type", concept(chain.kind)),
        ("rdf:type", concept(chain.type) if chain.type and chain.type != chain.kind else None),
        ("rdfs:label", chain.name),
        ("kg:sideCode", chain.side),
    )
    unit = _unit(source, chain) if chain.kind is Kind.UNIT else ()
    yield from said(source.node, source.part("entity", chain.id), joined(facts, unit))


def _unit(source: Source, chain: Chain) -> Facts:
    """What the words of a military unit say of it; of two mentions that differ the first is right."""
    told = [mention.unit for mention in source.mentions(chain) if mention.unit]
    parents = [source.entity(unit.parent) for unit in told]
    own = source.part("entity", chain.id)
    yield "kg:unitNumber", next((unit.number for unit in told if unit.number), None)
    yield "kg:echelon", next((unit.echelon for unit in told if unit.echelon), None)
    yield "kg:branch", next((unit.branch for unit in told if unit.branch), None)
    yield "kg:partOf", next((parent for parent in parents if parent and parent != own), None)
    if chain.side is None:
        yield "kg:sideCode", next((unit.nationality for unit in told if unit.nationality), None)


def _mention(source: Source, mention: Mention) -> Iterator[Quad]:
    facts = (
        ("rdf:type", named("kg:Mention")),
        ("kg:mentions", source.entity(mention.id)),
        ("kg:quote", source.words(mention.span)),
        ("kg:start", mention.span.start),
        ("kg:end", mention.span.end),
        ("kg:form", concept(mention.form)),
    )
    yield from said(source.node, source.part("mention", mention.id), facts)


def _post(source: Source, post: Post) -> Iterator[Quad]:
    facts = (
        ("rdf:type", named("kg:Post")),
        ("kg:holder", source.entity(post.holder)),
        ("kg:title", post.title),
        ("kg:postOf", source.entity(post.of)),
        ("kg:quote", source.words(post.span)),
        ("kg:start", post.span.start),
        ("kg:end", post.span.end),
    )
    yield from said(source.node, source.part("post", post.id), facts)
