"""What all formats share: counting what is written, and writing IRIs below another base."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Exported:
    """What became of an export: the number of `quads` written and of the `graphs` they were in.

    It is counted while the quads pass, so it is complete when the export is.
    """

    format: str
    named_graphs: bool
    xml: bool = False
    quads: int = 0
    replaced: int = 0
    _graphs: set[str] = field(default_factory=set)

    @property
    def graphs(self) -> int:
        """The number of graphs that the quads were in."""
        return len(self._graphs)

    @property
    def note(self) -> str | None:
        """What the format could not carry, in one line; None if nothing was lost."""
        return "; ".join(filter(None, (self._merged(), self._replaced()))) or None

    def _merged(self) -> str | None:
        if self.named_graphs or self.graphs < 2:
            return None
        return (
            f"{self.format} has no named graphs: {self.graphs:,} graphs became one ({self.quads:,} triples), and which source "
            "a triple comes from is told only by its subject's IRI; trig, nquads and jsonld keep the graphs"
        )

    def _replaced(self) -> str | None:
        return f"texts with characters that XML cannot hold: {self.replaced:,}; U+FFFD stands there" if self.replaced else None

    def through(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield `quads`, counting them; for XML with texts that it can hold."""
        for each in quads:
            quad = _in_xml(each) if self.xml else each
            self.replaced += quad is not each
            self.quads += 1
            if not isinstance(quad.graph_name, DefaultGraph):
                self._graphs.add(quad.graph_name.value)
            yield quad


def in_xml(text: str) -> str:
    """Return `text` with U+FFFD in the place of each character that XML 1.0 has no way to write.

    >>> in_xml("page\\f break")
    'page� break'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def _in_xml(quad: Quad) -> Quad:
    """Return `quad` itself, if XML can hold its text."""
    term = quad.object
    if not isinstance(term, Literal) or not _NOT_IN_XML.search(term.value):
        return quad
    text = in_xml(term.value)
    told = Literal(text, language=term.language) if term.language else Literal(text, datatype=term.datatype)
    return Quad(quad.subject, quad.predicate, told, quad.graph_name)


def rebased(quads: Iterable[Quad], base: str | None, new_base: str | None) -> Iterable[Quad]:
    """Return `quads` with `new_base` in place of `base` at the start of every IRI; unchanged if either is None."""
    if base is None or new_base is None or base == new_base:
        return quads
    return (_moved(quad, base, new_base) for quad in quads)


def _moved(quad: Quad, base: str, new_base: str) -> Quad:
    def node[T](term: T) -> T | NamedNode:
        if isinstance(term, NamedNode) and term.value.startswith(base):
            return NamedNode(new_base + term.value[len(base) :])
        return term

    return Quad(node(quad.subject), node(quad.predicate), node(quad.object), node(quad.graph_name))
