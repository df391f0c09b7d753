"""Skins: formats that are no copy of the graph but what other tools read - tables, maps, annotations, nanopublications."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import UsageError
from kg.export import Exporter, exporters
from kg.export.dataset import Dataset
from kg.registry import Plugin, Registry

Skin = Callable[[Dataset, BinaryIO], int]
"""Writes a graph to a binary file, a record at a time, and returns the number of records."""

skins: Registry[Skin] = Registry("kg.export", what="export format")


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an export: the number of `records`, what one of them is, and what the format cannot carry."""

    format: str
    records: int
    what: str
    note: str


def formats() -> list[Plugin[Exporter] | Plugin[Skin]]:
    """Return every format there is, of both sorts, in the order of their names."""
    return sorted([*exporters, *skins], key=lambda plugin: plugin.name)


def write(dataset: Dataset, out: BinaryIO, format: str) -> Written:
    """Write `dataset` to `out` in `format`; return what was written. UsageError for an unknown format."""
    if format not in skins.names():
        raise UsageError(f"there is no export format {format!r}; there are {', '.join(plugin.name for plugin in formats())}")
    plugin = skins[format]
    return Written(format, plugin.item(dataset, out), plugin.facts["record"], plugin.facts["leaves_out"])
