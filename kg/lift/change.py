"""A change of the world: what is said anew, and about what nothing else is said any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.lift.disagreements import lift_disagreements
from kg.lift.quads import named
from kg.lift.world import lift_world, text_node, utterance_node
from kg.model import Change, Gone
from kg.vocab import Iris


@dataclass(frozen=True, slots=True)
class Revision:
    """What a change makes of the world graph: `quads` hold all that it now says about the nodes `about`, and all that is said
    there with a property (any, if None) and an object of `of`; `gone` was said before, and is to go unless it stands in
    `quads`."""

    quads: tuple[Quad, ...]
    about: frozenset[NamedNode]
    of: frozenset[tuple[NamedNode | None, NamedNode]]
    gone: tuple[Quad, ...]


def lift_change(change: Change, before: Mapping[str, str], sources: Mapping[str, str], iris: Iris) -> Revision:
    """Return what `change` makes of the world graph.

    `sources` gives the IRI of each current document that the change tells of, `before` that of each version that is gone.
    """
    now, gone = change.now, change.gone
    dead = {*_nodes(gone, iris)}
    same = {NamedNode(iris.event(one.key)) for one in now.events if f"event/{one.key}" in change.longer}
    said = {utterance_node(one.key, iris) for one in now.utterances if f"utterance/{one.key}" not in change.longer}
    printed = {text_node(one.key, iris): f"text/{one.key}" not in change.longer for one in now.shared}
    entities = [
        iris.entity(key) for key in (*gone.entities, *(one.key for one in now.entities if one.key not in change.longer))
    ]
    about = {
        *(NamedNode(node) for iri in entities for node in (iri, f"{iri}/geometry")),
        *({NamedNode(iris.event(one.key)) for one in now.events} - same),
        *(*dead, *said, *printed),
        *_left(gone, before, iris),
    }
    of = {
        *((None, node) for node in dead),
        *((named("kg:utterance"), node) for node in said),
        *((named("kg:sharesText"), node) for node, whole in printed.items() if whole),
    }
    quads = tuple(quad for quad in lift_world(now, sources, iris, part=True) if quad.subject not in same)
    old = tuple(lift_disagreements(change.before, {**sources, **before}, iris))
    return Revision(quads, frozenset(about), frozenset(of), old)


def _nodes(gone: Gone, iris: Iris) -> Iterator[NamedNode]:
    """Yield the nodes that are no more."""
    yield from (NamedNode(iris.entity(key)) for key in gone.entities)
    yield from (NamedNode(iris.event(key)) for key in gone.events)
    yield from (utterance_node(key, iris) for key in gone.utterances)
    yield from (text_node(key, iris) for key in gone.shared)


def _left(gone: Gone, before: Mapping[str, str], iris: Iris) -> Iterator[NamedNode]:
    yield from (_part(before, document, "entity", chain, iris) for document, chain in gone.chains)
    yield from (_part(before, document, "event", event, iris) for document, event in gone.reports)
    yield from (_part(before, document, "attribution", one, iris) for document, one in gone.attributions)
    yield from (NamedNode(before[document]) for document in gone.documents)


def _part(sources: Mapping[str, str], document: str, kind: str, local: str, iris: Iris) -> NamedNode:
    return NamedNode(iris.part(sources[document], kind, local))
