"""A change of the world: what is said anew, and about what nothing else is said any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.lift.disagreements import lift_disagreements
from kg.lift.world import lift_world, text_node, utterance_node
from kg.model import Change, Gone
from kg.vocab import Iris


@dataclass(frozen=True, slots=True)
class Revision:
    """What a change makes of the world graph: `quads` hold all that it now says about the nodes `about`, and all that is said
    there with a node of `of` as the object; `gone` was said before, and is to go unless it stands in `quads`."""

    quads: tuple[Quad, ...]
    about: frozenset[NamedNode]
    of: frozenset[NamedNode]
    gone: tuple[Quad, ...]


def lift_change(change: Change, before: Mapping[str, str], sources: Mapping[str, str], iris: Iris) -> Revision:
    """Return what `change` makes of the world graph.

    `sources` gives the IRI of each current document that the change tells of, `before` that of each version that is gone.
    """
    now, gone = change.now, change.gone
    dead = {NamedNode(iri) for iri in (*map(iris.entity, gone.entities), *map(iris.event, gone.events))}
    groups = {
        *(utterance_node(key, iris) for key in (*gone.utterances, *(one.key for one in now.utterances))),
        *(text_node(key, iris) for key in (*gone.shared, *(one.key for one in now.shared))),
    }
    entities = [iris.entity(key) for key in (*gone.entities, *(one.key for one in now.entities))]
    about = {
        *(NamedNode(node) for iri in entities for node in (iri, f"{iri}/geometry")),
        *(NamedNode(iris.event(one.key)) for one in now.events),
        *(_part(sources, link.document, "entity", link.chain, iris) for link in now.links),
        *(_part(sources, document, "event", event, iris) for one in now.events for document, event in one.reports),
        *_left(gone, before, iris),
    }
    of = dead | groups
    quads = tuple(lift_world(now, sources, iris, part=True))
    old = tuple(lift_disagreements(change.before, {**sources, **before}, iris))
    return Revision(quads, frozenset(about | of), frozenset(of), old)


def _left(gone: Gone, before: Mapping[str, str], iris: Iris) -> Iterator[NamedNode]:
    yield from (_part(before, document, "entity", chain, iris) for document, chain in gone.chains)
    yield from (_part(before, document, "event", event, iris) for document, event in gone.reports)
    yield from (_part(before, document, "attribution", one, iris) for document, one in gone.attributions)
    yield from (NamedNode(before[document]) for document in gone.documents)


def _part(sources: Mapping[str, str], document: str, kind: str, local: str, iris: Iris) -> NamedNode:
    return NamedNode(iris.part(sources[document], kind, local))
