"""IRIs: made in one place, below the base, safe for whatever a document is called."""

import pytest

from kg.errors import UsageError
from kg.vocab import COARSE, KG, Iris, local_name, term

VERSION = "0a1b2c3d4e5f60718293"


def test_a_source_and_its_parts_stand_below_one_another() -> None:
    iris = Iris("https://example.org/war/")
    source = iris.source("north.txt", VERSION)
    assert source == "https://example.org/war/source/north.txt/0a1b2c3d4e5f"
    assert iris.part(source, "claim", "c1") == f"{source}/claim/c1"


def test_a_name_with_spaces_or_marks_is_quoted() -> None:
    assert Iris().source("Front news/May 5?.txt", VERSION).endswith("/source/Front%20news/May%205%3F.txt/0a1b2c3d4e5f")
    assert Iris().entity("Place/béni").endswith("/entity/Place/b%C3%A9ni")


@pytest.mark.parametrize("base", ["example.org/", "http://example.org", "ftp://example.org/", ""])
def test_a_base_is_an_absolute_web_address_that_ends_with_a_slash(base: str) -> None:
    with pytest.raises(UsageError, match="--base"):
        Iris(base)


@pytest.mark.parametrize(
    "iri", [KG + "Attack", COARSE + "Attack", "http://localhost:8000/event/Attack", "http://example.org/Attack/"]
)
def test_a_local_name_is_what_stands_last(iri: str) -> None:
    assert local_name(iri) == "Attack"


def test_a_term_is_one_of_the_ontology() -> None:
    assert term("killed") == "https://w3id.org/byline#killed"


def test_graphs_events_and_runs_have_places_of_their_own() -> None:
    iris = Iris()
    assert iris.graph("world") == "http://localhost:8000/graph/world"
    assert iris.event("arda-1") == "http://localhost:8000/event/arda-1"
    assert iris.run("2026-01-01") == "http://localhost:8000/run/2026-01-01"
