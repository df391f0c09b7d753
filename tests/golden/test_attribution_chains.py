"""Through whom the seeds' statements come: who said it, who passed it on, in which medium. Chains were worked out by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.query import Graph

MINISTRY, ZELENSKY = "Russian Defense Ministry", "Volodymyr Zelensky"
Chain = tuple[str, tuple[str, ...], str | None]
"""Who said it; the relays on its way to the outlet, in order; the words for the medium."""

CHAINS: list[tuple[str, str, int, int, Chain]] = [
    ("the decision to regroup", "seed000", 1722, 1729, (MINISTRY, ("TASS",), None)),
    ("that troops would be regrouped", "seed000", 1564, 1573, ("Igor Konashenkov", ("WION",), None)),
    ("that the country pulls back", "seed000", 81, 93, (MINISTRY, (), None)),
    ("kilometres in a quotation", "seed002", 259, 282, (ZELENSKY, (), "in an evening address on Saturday")),
    ("square kilometres", "seed002", 618, 641, ("Valeriy Zaluzhnyi", (), None)),
    ("fighters eliminated", "seed002", 3735, 3781, (MINISTRY, (), None)),
    ("a redeployment, as nobody named reports", "seed002", 151, 163, ("reports", (), None)),
    # The platform is the medium of the words, not one who passes them on; who reports the post is not said.
    ("a quotation from a video post", "seed000", 409, 475, (ZELENSKY, (), "in a video post on Facebook")),
    # "The Russian military said in a statement": by the words it is the forces, though the ministry spoke before and after.
    ("the decision to regroup, elsewhere", "seed002", 3006, 3013, ("Armed forces of Russia", (), "in a statement")),
]

COVERING = """SELECT ?attribution ?who ?venue WHERE {
  GRAPH ?source { ?source dcterms:identifier "%s" . ?attribution a kg:Attribution ; kg:claimant ?claimant ; kg:content ?words .
    ?words kg:start ?start ; kg:end ?end . ?claimant rdfs:label ?own FILTER(?start <= %d && %d <= ?end)
    FILTER NOT EXISTS { ?attribution kg:manner kg:narration }
    OPTIONAL { ?attribution kg:venueWords ?venue } }
  OPTIONAL { GRAPH ?world { ?claimant kg:denotes/rdfs:label ?known } }
  BIND(COALESCE(?known, ?own) AS ?who)
} ORDER BY ?start"""

RELAYS = """SELECT ?name WHERE { GRAPH ?source { <%s> kg:relay ?relay . ?relay kg:position ?position ; kg:agent ?agent }
  GRAPH ?world { ?agent kg:denotes/rdfs:label ?name } } ORDER BY ?position"""


@pytest.fixture(scope="module")
def graph(seed_graph: Path) -> Iterator[Graph]:
    with kg.open(seed_graph) as found:
        yield found


def chains(graph: Graph, source: str, start: int, end: int) -> list[Chain]:
    """Return the chain of each attribution that the characters from `start` to `end` stand in, the outer ones first."""
    found = graph.query(COVERING % (source, start, end))
    return [(row.who, tuple(hop.name for hop in graph.query(RELAYS % row.attribution)), row.venue) for row in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(("source", "start", "end", "chain"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_a_statement_has_its_chain(graph: Graph, source: str, start: int, end: int, chain: Chain) -> None:
    assert chain in chains(graph, source, start, end)


def test_a_chain_ends_at_the_source_that_it_is_read_in(graph: Graph) -> None:
    found = graph.query("SELECT ?source ?attribution { GRAPH ?source { ?attribution a kg:Attribution } }")
    assert found
    assert all(row.attribution.startswith(f"{row.source}/") for row in found)  # type: ignore[union-attr]


def test_a_credit_to_agencies_without_a_name_is_nobody_s_relay(graph: Graph) -> None:
    relays = graph.query("SELECT ?words { ?attribution kg:relay ?relay . ?relay kg:quote ?words }")
    assert {row.words for row in relays} == {"WION", "state-run news agency TASS"}  # type: ignore[union-attr]
