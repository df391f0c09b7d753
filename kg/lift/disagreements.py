"""Disagreements and origins: claims of several documents side by side, and whose words attributions are in the end."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import Facts, concept, named, said
from kg.model import ClaimRef, Disagreement, Origin, Resolution, Toll
from kg.vocab import Iris

Sources = Mapping[str, str]
"""The IRIs of current documents by their ids."""


def lift_disagreements(resolution: Resolution, sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield the disagreements, tolls and origins of `resolution` for the world graph, as far as documents are in `sources`."""
    graph = NamedNode(iris.graph("world"))
    for one in resolution.disagreements:
        yield from lift_disagreement(graph, one, sources, iris)
    yield from lift_tolls(graph, resolution.tolls, sources, iris)
    yield from lift_origins(graph, resolution.origins, sources, iris)


def lift_disagreement(graph: NamedNode, one: Disagreement, sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield what `graph` says of `one`; nothing if a document of it is not in `sources`."""
    if all(document in sources for document, _ in one.members):
        node = NamedNode(iris.at(f"disagreement/{quote(one.key, safe='/')}"))
        yield from said(graph, node, _facts(one, sources, iris))
        for name, pairs in (("kg:revises", one.revises), ("kg:answers", one.answers)):
            for later, earlier in pairs:
                yield from said(graph, _claim(later, sources, iris), [(name, _claim(earlier, sources, iris))])


def lift_tolls(graph: NamedNode, tolls: Iterable[Toll], sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield of which event each claim of `tolls` gives the toll."""
    for toll in tolls:
        if toll.document in sources:
            claim = _claim((toll.document, toll.claim), sources, iris)
            yield from said(graph, claim, [("kg:tollOf", NamedNode(iris.event(toll.event))), ("kg:countedAs", toll.thing)])


def lift_origins(graph: NamedNode, origins: Iterable[Origin], sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield whose words each attribution of `origins` prints."""
    outlets: dict[str, str] = {}
    for origin in origins:
        if origin.document in sources:
            node = NamedNode(iris.part(sources[origin.document], "attribution", origin.attribution))
            yield from said(graph, node, [("kg:comesFrom", origin_node(origin, sources, iris))])
            if origin.outlet:
                outlets[origin.key] = min(origin.outlet, outlets.get(origin.key, origin.outlet))
    for key, name in sorted(outlets.items()):
        facts = (("rdf:type", named("kg:OutletVoice")), ("rdfs:label", name))
        yield from said(graph, NamedNode(iris.at(quote(key, safe="/"))), facts)


def origin_node(origin: Origin, sources: Sources, iris: Iris) -> NamedNode:
    """Return the node of whom `origin` names: an entity, a shared text, an outlet, or the document's own voice."""
    kind = origin.key.partition("/")[0]
    if kind == "document":
        return NamedNode(f"{sources[origin.document]}/voice")
    at_base = kind in ("text", "outlet")
    return NamedNode(iris.at(quote(origin.key, safe="/")) if at_base else iris.entity(origin.key))


def _facts(one: Disagreement, sources: Sources, iris: Iris) -> Facts:
    kind, _, rest = one.topic.partition("/")
    yield "rdf:type", named("kg:Disagreement")
    yield "rdfs:label", _label(one)
    yield "kg:agreement", concept(one.agreement)
    yield "kg:comparedBy", kind
    yield "kg:concerns", _concerned(kind, rest, sources, iris)
    yield "kg:onDay", date.fromisoformat(rest.rpartition("/")[2]) if kind in ("day", "period") else None
    yield "kg:measure", concept(one.measure) if one.measure else None
    yield "kg:unit", one.unit
    yield "kg:victimClass", one.victim
    yield "kg:sideCode", one.side
    yield "kg:scope", concept(one.scope) if one.scope else None
    yield "kg:lowest", one.low
    yield "kg:highest", one.high
    yield "kg:difference", one.difference
    yield "kg:outlier", _claim(one.outlier, sources, iris) if one.outlier else None
    yield "kg:admission", _claim(one.admission, sources, iris) if one.admission else None
    for member in one.members:
        yield "kg:compares", _claim(member, sources, iris)


def _label(one: Disagreement) -> str:
    """Return what is counted, in words: "killed, civilian", "area in square kilometre", "whether it happened"."""
    if one.measure is None:
        return one.difference or "whether it happened"
    words = [
        one.measure.value.replace("_", " "),
        f" in {one.unit}" if one.unit else "",
        f", {one.victim}" if one.victim else "",
    ]
    return "".join([*words, f", {one.side}" if one.side else ""])


def _concerned(kind: str, rest: str, sources: Sources, iris: Iris) -> NamedNode:
    places = {
        "event": iris.event(rest),
        "utterance": iris.at(f"utterance/{quote(rest, safe='/')}"),
        "document": sources.get(rest),
    }
    return NamedNode(places.get(kind) or iris.entity(rest.rpartition("/")[0]))


def _claim(ref: ClaimRef, sources: Sources, iris: Iris) -> NamedNode:
    return NamedNode(iris.part(sources[ref[0]], "claim", ref[1]))
