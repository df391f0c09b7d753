"""The ontology as a graph of the store."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad

from kg.vocab import Iris, ontology_quads


def lift_ontology(folder: Path, iris: Iris) -> Iterator[Quad]:
    """Yield the ontology in `folder` with its classified hierarchy, each quad once. The same files give the same quads."""
    return ontology_quads(iris.graph("ontology"), folder)
