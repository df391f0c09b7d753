"""Quads → files: one file of this room for each format."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from kg.export.format import Exported, rebased
from kg.registry import Registry

Exporter = Callable[[Iterable[Quad], BinaryIO], None]
"""Writes quads to a binary file as they come, graph by graph."""

exporters: Registry[Exporter] = Registry("kg.export", what="export format")

__all__ = ["Exported", "Exporter", "export", "exporters", "rebased"]


def export(
    quads: Iterable[Quad], out: BinaryIO, format: str, *, base: str | None = None, new_base: str | None = None
) -> Exported:
    """Write `quads` to `out` in `format` (trig, nquads, jsonld, turtle, ntriples, rdfxml); return what was written.

    Quads are written as they come; those of one graph should come together. Where the format has no named graphs, all
    become one, and ``Exported.note`` says what that costs. IRIs that start with `base` start with `new_base` instead, if
    both are given. UsageError for an unknown format.
    """
    plugin = exporters[format]
    counted = Exported(format, named_graphs=plugin.facts["named_graphs"], xml=plugin.facts.get("xml", False))
    plugin.item(counted.through(rebased(quads, base, new_base)), out)
    return counted
