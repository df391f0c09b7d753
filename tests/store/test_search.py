"""Search: words and places, as the snapshot that is read has them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.errors import QuestionError, StoreError
from kg.model.earth import kilometres
from kg.store import Place, Search, SearchWriter, Text
from kg.store.finding import functions, looked_up
from kg.store.search import match
from kg.vocab import FIND

FASHER, KHARTOUM, SUVA = (Place(f"p:{name}", name, lat, lon) for name, lat, lon in
                          (("El Fasher", 13.63, 25.35), ("Khartoum", 15.55, 32.53), ("Suva", -18.14, 178.44)))  # fmt: skip
SHELLED = Text("n:1", "claim", "Shells hit a crowded market in Béni on Tuesday.")
QUOTED = Text("n:2", "quotation", "The market will be rebuilt.")


def published(folder: Path, number: int, *, add: dict[str, list[Text]] | None = None, remove: tuple[str, ...] = ()) -> Search:
    writer = SearchWriter.begin(folder, number)
    for source in remove:
        writer.remove(source)
    for source, texts in (add or {}).items():
        writer.add(source, texts)
    for place in (FASHER, KHARTOUM, SUVA):
        writer.place(place)
    writer.finish(oldest=max(0, number - 2))
    writer.close()
    return Search(folder, number)


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return published(tmp_path, 1, add={"s:1": [SHELLED], "s:2": [QUOTED]})


@pytest.mark.parametrize(
    ("words", "nodes"),
    [
        ("market", {"n:1", "n:2"}),
        ("MARKET tuesday", {"n:1"}),
        ("beni", {"n:1"}),
        ("crowd*", {"n:1"}),
        ('"crowded market"', {"n:1"}),
        ('"market crowded"', set()),
        ("market NOT rebuilt", set()),
        ("text:market", set()),
    ],
)
def test_all_words_count_and_phrases_and_beginnings_and_no_other_sign(search: Search, words: str, nodes: set[str]) -> None:
    assert search.nodes(words) == nodes


def test_a_hit_says_where_its_words_are_and_marks_them(search: Search) -> None:
    (hit,) = search.find("market", kind="claim")
    assert (hit.node, hit.source, hit.kind) == ("n:1", "s:1", "claim")
    assert "crowded [market] in" in hit.excerpt


@pytest.mark.parametrize("words", ["", "  ", "-- *", '""'])
def test_nothing_to_look_for_is_an_error(search: Search, words: str) -> None:
    with pytest.raises(QuestionError, match="no word"):
        search.find(words)


@given(st.text(max_size=40))
def test_no_text_at_all_is_taken_for_a_query_language(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    if not (folder / "search.sqlite").exists():
        published(folder, 1, add={"s:1": [SHELLED]})
    try:
        match(words)
    except QuestionError:
        return
    assert isinstance(Search(folder, 1).find(words), list)


def test_a_reader_sees_the_sources_of_its_own_snapshot(tmp_path: Path) -> None:
    first = published(tmp_path, 1, add={"s:1": [SHELLED]})
    second = published(tmp_path, 2, add={"s:2": [QUOTED]}, remove=("s:1",))
    assert (first.nodes("market"), second.nodes("market")) == ({"n:1"}, {"n:2"})
    third = published(tmp_path, 3, add={"s:3": [SHELLED]})
    assert third.nodes("market") == {"n:1", "n:2"}


def test_what_a_writer_left_that_never_published_is_undone(tmp_path: Path) -> None:
    first = published(tmp_path, 1, add={"s:1": [SHELLED]})
    published(tmp_path, 2, add={"s:2": [QUOTED]}, remove=("s:1",))  # the snapshot 2 itself was never made
    again = published(tmp_path, 2)
    assert first.nodes("market") == again.nodes("market") == {"n:1"}


def test_what_no_snapshot_shows_any_more_is_forgotten(tmp_path: Path) -> None:
    published(tmp_path, 1, add={"s:1": [SHELLED]})
    published(tmp_path, 2, remove=("s:1",))
    published(tmp_path, 5)
    assert Search(tmp_path, 1).nodes("market") == set()


def test_a_graph_without_the_file_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        Search(tmp_path, 1).find("market")


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_bytes(b"no database at all" * 100)
    assert published(tmp_path, 1, add={"s:1": [SHELLED]}).nodes("market") == {"n:1"}


def test_places_are_found_by_box_and_by_distance_across_the_date_line_too(search: Search) -> None:
    assert [place.label for place in search.within(10, 20, 20, 30)] == ["El Fasher"]
    assert [place.label for place in search.within(-20, 170, -10, -170)] == ["Suva"]
    near = search.near(15.5, 32.5, 900)
    assert [place.label for _, place in near] == ["Khartoum", "El Fasher"]
    assert near[0][0] == pytest.approx(6.4, abs=0.5)
    assert [place.label for _, place in search.near(-18.0, -179.5, 400)] == ["Suva"]
    assert len(search.near(89.99, 0, 20_040)) == 3


def test_a_place_on_the_edge_of_a_box_and_at_no_distance_is_found(search: Search) -> None:
    (place,) = search.within(10, 20, 20, 30)
    assert search.within(place.lat, place.lon, place.lat, place.lon) == [place]
    assert search.near(place.lat, place.lon, 0) == [(0.0, place)]


def test_a_place_that_the_snapshot_says_nothing_about_is_not_found(search: Search, tmp_path: Path) -> None:
    assert search.within(-90, -180, 90, 180) == [FASHER, KHARTOUM, SUVA]
    assert Search(tmp_path, 1, lambda iri: iri != SUVA.iri).within(-90, -180, 90, 180) == [FASHER, KHARTOUM]


def test_the_distance_of_two_cities_is_the_known_one() -> None:
    assert kilometres(50.4501, 30.5234, 49.9935, 36.2304) == pytest.approx(409, abs=2)  # Kyiv and Kharkiv, 409 km by air


@pytest.mark.parametrize(
    ("filter", "looked"),
    [
        ('FILTER(find:matches(?c, "market tuesday"))', "VALUES ?c { <n:1> }"),
        (f'filter ( <{FIND}matches>( ?c , "rebuilt" ) )', "VALUES ?c { <n:2> }"),
        ('FILTER(find:matches(?c, "nowhere"))', "VALUES ?c {  }"),
    ],
)
def test_words_written_in_a_query_are_looked_up_once(search: Search, filter: str, looked: str) -> None:
    assert looked_up(f"SELECT ?c {{ ?c ?p ?o {filter} }}", search) == f"SELECT ?c {{ ?c ?p ?o {looked} }}"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?c { ?c ?p ?o FILTER(find:matches(?c, ?words)) }",
        'SELECT ?c { ?c ?p ?o FILTER(find:matches(?c, "market") || true) }',
        'SELECT ?c { ?c ?p "FILTER(find:matches(?c, \\"market\\"))" }',
        'SELECT ?c { ?c ?p ?o } # FILTER(find:matches(?c, "market"))',
        'SELECT ?c { ?c ?p ?o FILTER(find:matches(?c, "--")) }',
    ],
)
def test_any_other_use_is_left_as_it_is(search: Search, query: str) -> None:
    assert looked_up(query, search) == query


def test_the_function_says_of_each_node_whether_it_has_the_words(search: Search) -> None:
    matches = functions(search)[NamedNode(FIND + "matches")]
    assert matches(NamedNode("n:1"), Literal("shells")) == Literal(True)
    assert matches(NamedNode("n:2"), Literal("shells")) == Literal(False)
    assert matches(NamedNode("n:2"), Literal("?!")) is None
