"""The shipped questions ask in plain SPARQL 1.1: another engine gives the same answers to the text of the file."""

from collections.abc import Callable
from typing import Any

import pyoxigraph
import pytest
import rdflib

from kg.query import Graph, read_questions
from kg.resources import folder
from kg.store import OxigraphStore

QUESTIONS = read_questions(folder("queries"))
ASKED = (
    "attributions",
    "casualty-details",
    "claimants",
    "differing-figures",
    "events-by-place",
    "parties",
    "people-and-posts",
    "shared-entities",
    "timeline",
)
"""Questions that between them use every construct: unions, sub-selects, aggregates, paths, chains of OPTIONAL."""


@pytest.fixture(scope="module")
def store(fill: Callable[..., OxigraphStore]) -> OxigraphStore:
    return fill()


@pytest.fixture(scope="module")
def elsewhere(store: OxigraphStore) -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=True)
    data = pyoxigraph.serialize(store.quads(), format=pyoxigraph.RdfFormat.N_QUADS)
    found.parse(data=data, format="nquads")
    return found


@pytest.mark.parametrize("name", ASKED)
def test_another_engine_gives_the_same_answer(store: OxigraphStore, elsewhere: rdflib.Dataset, name: str) -> None:
    ours = [tuple(map(_text, row)) for row in Graph(store).ask(name).to_terms()]
    theirs = [tuple(map(_text, row)) for row in elsewhere.query(QUESTIONS[name].sparql)]  # type: ignore[union-attr]
    assert ours
    assert sorted(theirs) == sorted(ours)


def _text(term: Any) -> str:
    if term is None:
        return "-"
    return term.value if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) else str(term)
