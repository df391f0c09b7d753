"""Quads ↔ disk: the graph folder, the embedded store, its snapshots."""

from kg.store.archive import Archive
from kg.store.conclusions import Conclusions
from kg.store.folder import GraphFolder, Writer
from kg.store.oxigraph import OxigraphStore
from kg.store.protocol import Results, SourceGraph, Store
from kg.store.snapshot import Snapshot

__all__ = ["Archive", "Conclusions", "GraphFolder", "OxigraphStore", "Results", "Snapshot", "SourceGraph", "Store", "Writer"]
