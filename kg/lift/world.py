"""The world: canonical entities and events, and the one triple that says which entity of a document is which."""

from collections.abc import Iterator, Mapping, Set
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.lift.disagreements import lift_disagreements
from kg.lift.quads import Facts, concept, named, said
from kg.model import Entity, EventCluster, Link, Resolution, SharedText, Told, Utterance
from kg.vocab import Iris, load_vocabulary

OUTSIDE = {"http://www.wikidata.org/": "owl:sameAs", "https://sws.geonames.org/": "owl:sameAs"}
"""Authorities whose IRIs stand for the thing itself; those of any other are a close match only."""


def lift_world(resolution: Resolution, sources: Mapping[str, str], iris: Iris, *, part: bool = False) -> Iterator[Quad]:
    """Yield the world graph. `sources` gives the IRI of each current document by its id; links of others are left out, and
    rivals that are not in `resolution`, unless it is only a `part` of the world."""
    graph = NamedNode(iris.graph("world"))
    for entity in resolution.entities:
        yield from _entity(graph, entity, iris)
    known = None if part else {entity.key for entity in resolution.entities}
    for link in resolution.links:
        yield from _link(graph, link, known, sources, iris)
    for cluster in resolution.events:
        yield from _cluster(graph, cluster, sources, iris)
    for utterance in resolution.utterances:
        yield from _utterance(graph, utterance, sources, iris)
    for text in resolution.shared:
        yield from _shared(graph, text, sources, iris)
    yield from lift_disagreements(resolution, sources, iris)


def _entity(graph: NamedNode, entity: Entity, iris: Iris) -> Iterator[Quad]:
    node = NamedNode(iris.entity(entity.key))
    facts = [
        ("rdf:type", named("kg:CanonicalEntity")),
        ("rdf:type", concept(entity.kind)),
        ("rdf:type", concept(entity.type) if entity.type and entity.type != entity.kind else None),
        ("rdfs:label", entity.name),
        ("kg:sideCode", entity.side),
        *(("skos:altLabel", alias) for alias in entity.aliases if alias != entity.name),
        *((_match(iri), NamedNode(iri)) for iri in entity.same_as),
    ]
    yield from said(graph, node, facts)
    yield from _geometry(graph, node, entity)


def _match(iri: str) -> str:
    return next((name for start, name in OUTSIDE.items() if iri.startswith(start)), "skos:closeMatch")


def _geometry(graph: NamedNode, node: NamedNode, entity: Entity) -> Iterator[Quad]:
    if entity.lat is None or entity.lon is None:
        return
    geometry = NamedNode(f"{node.value}/geometry")
    point = Literal(f"POINT({entity.lon} {entity.lat})", datatype=named("geo:wktLiteral"))
    yield from said(graph, node, [("geo:hasGeometry", geometry), ("kg:precision", entity.precision)])
    yield from said(graph, geometry, [("rdf:type", named("geo:Geometry")), ("geo:asWKT", point)])


def _link(graph: NamedNode, link: Link, known: Set[str] | None, sources: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    """The link, and why it was made: its score, the features behind it, and the entities it was preferred to."""
    if link.document not in sources:
        return
    facts: Facts = (
        ("kg:denotes", NamedNode(iris.entity(link.entity))),
        ("kg:linkScore", round(float(link.score), 4)),
        *(("kg:linkFeature", f"{feature.name} {feature.score:.2f}") for feature in link.features),
        *(("kg:rival", NamedNode(iris.entity(key))) for key in link.rivals if known is None or key in known),
    )
    yield from said(graph, NamedNode(iris.part(sources[link.document], "entity", link.chain)), dict.fromkeys(facts))


def _cluster(graph: NamedNode, cluster: EventCluster, sources: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    node = NamedNode(iris.event(cluster.key))
    reports = [(sources[document], event) for document, event in cluster.reports if document in sources]
    vocabulary = load_vocabulary()
    if vocabulary.is_event(cluster.type):
        # An air strike is an attack to whoever asks for attacks, without a reasoner or a path over the classes.
        above = {name for name in vocabulary.ancestors.get(cluster.type, ()) if vocabulary.is_a(name, "Event")}
        types = sorted(above | {"Event", cluster.type})
        yield from said(graph, node, [("rdf:type", concept(name)) for name in types])
        for source, event in reports:
            yield from said(graph, NamedNode(iris.part(source, "event", event)), [("kg:denotes", node)])
        for told in cluster.told:
            yield from _reasons(graph, told, sources, iris)


def _reasons(graph: NamedNode, told: Told, sources: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    """Why a report was taken for one of the event that others tell of: the score and the features behind it."""
    if told.features and told.document in sources:
        features = (("kg:linkFeature", f"{feature.name} {feature.score:.2f}") for feature in told.features)
        facts: Facts = (("kg:linkScore", round(float(told.score), 4)), *features)
        yield from said(graph, NamedNode(iris.part(sources[told.document], "event", told.event)), facts)


def _utterance(graph: NamedNode, utterance: Utterance, sources: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    node = utterance_node(utterance.key, iris)
    sayings = [(sources[saying.document], saying) for saying in utterance.sayings if saying.document in sources]
    if sayings:
        speaker = NamedNode(iris.entity(utterance.speaker))
        yield from said(graph, node, [("rdf:type", named("kg:Utterance")), ("kg:claimant", speaker)])
    for source, saying in sayings:
        passage = iris.part(source, "passage", f"{saying.span.start}-{saying.span.end}")
        yield from said(graph, node, [("prov:wasDerivedFrom", NamedNode(passage))])
        yield from said(graph, NamedNode(iris.part(source, "attribution", saying.attribution)), [("kg:utterance", node)])


def _shared(graph: NamedNode, text: SharedText, sources: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    node = text_node(text.key, iris)
    copies = [sources[document] for document in text.documents if document in sources]
    if copies:
        yield from said(graph, node, [("rdf:type", named("kg:SharedText")), ("kg:likeness", text.likeness)])
    for source in copies:
        yield from said(graph, NamedNode(source), [("kg:sharesText", node)])


def utterance_node(key: str, iris: Iris) -> NamedNode:
    """Return the node of the utterance with this key."""
    return NamedNode(iris.at(f"utterance/{quote(key, safe='/')}"))


def text_node(key: str, iris: Iris) -> NamedNode:
    """Return the node of the shared text with this key."""
    return NamedNode(iris.at(f"text/{quote(key, safe='/')}"))
