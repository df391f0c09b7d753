"""Quads ↔ disk: the graph folder, the embedded store, its snapshots."""

from kg.store.archive import Archive
from kg.store.conclusions import Conclusions
from kg.store.folder import GraphFolder, Writer
from kg.store.oxigraph import OxigraphStore
from kg.store.protocol import Results, SourceGraph, Store
from kg.store.search import Hit, Place, Search, SearchWriter, Text
from kg.store.snapshot import Snapshot

__all__ = [
    "Archive",
    "Conclusions",
    "GraphFolder",
    "Hit",
    "OxigraphStore",
    "Place",
    "Results",
    "Search",
    "SearchWriter",
    "Snapshot",
    "SourceGraph",
    "Store",
    "Text",
    "Writer",
]
