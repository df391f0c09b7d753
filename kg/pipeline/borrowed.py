"""Borrowed provenance: statements of a source whose words do not hold what they are cited for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.vocab import local_name, term

Node = Mapping[str, list[str]]
"""What is said of one node: values by the local name of the property."""

_NARRATION = term("narration")


class SourceFacts:
    """What the graph of the source `iri` says, by node; `base` is the graph's."""

    def __init__(self, iri: str, base: str, quads: Iterable[Quad]) -> None:
        self.iri, self.base = iri, base
        self.nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.nodes[quad.subject.value][local_name(quad.predicate.value)].append(quad.object.value)  # type: ignore[union-attr]
        self.mentioned: dict[str, list[str]] = defaultdict(list)
        for node in self.nodes.values():
            for entity in node.get("mentions", ()):
                self.mentioned[entity] += node.get("quote", [])

    def of(self, type_: str) -> Iterator[tuple[str, Node]]:
        """Yield the nodes of the class `type_`."""
        wanted = term(type_)
        return ((name, node) for name, node in self.nodes.items() if wanted in node.get("type", ()))


def borrowed(source: SourceFacts) -> Iterator[str]:
    """Yield what `source` cites words for that do not hold it, a line each. Linear in the size of its graph."""
    for rule in (_unnamed_entities, _foreign_nodes, _numbers, _sentences, _attributed, _places):
        yield from rule(source)


def _unnamed_entities(source: SourceFacts) -> Iterator[str]:
    for name, node in source.of("DocumentEntity"):
        if not source.mentioned.get(name):
            yield f"{name}: no words of its source mention {_first(node, 'label')!r}"


def _foreign_nodes(source: SourceFacts) -> Iterator[str]:
    """A source speaks of its own nodes only: another's words are no evidence for it."""
    start = f"{source.base}source/"
    for name, node in source.nodes.items():
        for property_, values in node.items():
            for value in values:
                if value.startswith(start) and value != source.iri and not value.startswith(f"{source.iri}/"):
                    yield f"{name}: its {property_} is of another source ({value})"


def _numbers(source: SourceFacts) -> Iterator[str]:
    for name, node in source.nodes.items():
        written, quote = _first(node, "asWritten"), _first(node, "quote")
        if written and quote and written not in quote:
            yield f"{name}: {quote!r} does not hold the number {written!r}"


def _sentences(source: SourceFacts) -> Iterator[str]:
    for name, node in source.of("Claim"):
        quote, sentence = _first(node, "quote"), _first(node, "sentence")
        if sentence and quote not in sentence and sentence not in quote:
            yield f"{name}: {quote!r} is not in its sentence {sentence!r}"
        for counted in node.get("counts", ()):
            if sentence and counted not in sentence and counted not in quote:
                yield f"{name}: what is counted, {counted!r}, is not in its sentence {sentence!r}"


def _attributed(source: SourceFacts) -> Iterator[str]:
    """What somebody claims stands in the words that are attributed to them."""
    for name, node in source.of("Claim"):
        made_in = source.nodes.get(_first(node, "madeIn"), {})
        if not made_in or _NARRATION in made_in.get("manner", ()):
            continue
        passages = [source.nodes[passage] for passage in made_in.get("content", ()) if passage in source.nodes]
        if not any(_overlap(node, passage) for passage in passages):
            yield f"{name}: {_first(node, 'quote')!r} is not in the words of who is said to claim it"


def _places(source: SourceFacts) -> Iterator[str]:
    """Where a claim puts something is named in its own sentence."""
    for name, node in source.of("Claim"):
        words = f"{_first(node, 'sentence')} {_first(node, 'quote')}"
        for place in node.get("place", ()):
            if not any(mention in words for mention in source.mentioned.get(place, ())):
                label = _first(source.nodes.get(place, {}), "label")
                yield f"{name}: its words do not name its place, {label!r}: {_first(node, 'quote')!r}"


def _overlap(one: Node, other: Node) -> bool:
    return _at(one, "start") < _at(other, "end") and _at(other, "start") < _at(one, "end")


def _at(node: Node, name: str) -> int:
    return int(_first(node, name) or -1)


def _first(node: Node, name: str) -> str:
    return next(iter(node.get(name, ())), "")
