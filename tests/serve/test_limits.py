"""What is judged before a query is parsed, which format is chosen, and which snapshot is read."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.replacing import put_in_place
from kg.serve.limits import Limits, RequestError, check_query
from kg.serve.negotiate import RESULTS, TRIPLES, choose
from kg.serve.worker import Reader
from kg.store import GraphFolder
from kg.store.tokens import names_dataset
from tests.serve.conftest import change, quads

LIMITS = Limits()


def test_nesting_is_refused_one_deeper_than_is_allowed() -> None:
    check_query("{" * LIMITS.depth + "}" * LIMITS.depth, LIMITS)
    with pytest.raises(RequestError) as caught:
        check_query("{" * (LIMITS.depth + 1), LIMITS)
    assert caught.value.status == 400


@pytest.mark.parametrize("text", ['"{{{ SERVICE"', "'''SERVICE\n{'''", "# SERVICE {{{\n", "?SERVICE", "ex:SERVICE", "@service"])
def test_what_stands_in_strings_comments_and_names_is_no_keyword(text: str) -> None:
    check_query(f"ASK {{ ?s ?p {text} }}", LIMITS)


def test_an_iri_ends_at_a_brace_so_that_a_word_behind_it_stands_in_the_open() -> None:
    check_query("ASK { ?s ?p <http://example.org/SERVICE> }", LIMITS)
    with pytest.raises(RequestError):
        check_query("ASK { ?s ?p <http://x/{SERVICE> }", LIMITS)


@pytest.mark.parametrize("word", ["SERVICE", "service", "LOAD", "Load"])
def test_a_keyword_that_reaches_out_is_refused_wherever_it_stands(word: str) -> None:
    with pytest.raises(RequestError) as caught:
        check_query(f'ASK {{ ?s ?p "x"{word}<http://example.org/> }}', LIMITS)
    assert caught.value.status == 403


def test_from_is_a_dataset_only_as_a_keyword() -> None:
    assert names_dataset("SELECT * from <http://example.org/g> { ?s ?p ?o }")
    assert not names_dataset('SELECT * { ?from ex:FROM "FROM" } # FROM')


@given(st.text(max_size=200))
def test_no_text_breaks_the_judge(text: str) -> None:
    with suppress(RequestError):
        assert check_query(text, LIMITS) is None  # type: ignore[func-returns-value]


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=80))
def test_no_accept_header_breaks_the_choice(accept: str) -> None:
    for offers in (RESULTS, TRIPLES):
        chosen = choose(accept, offers)
        assert chosen is None or chosen.media_type in offers


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle"),
        ("text/turtle;q=0, */*", "application/n-triples"),
        ("application/*;q=0.5, text/turtle;q=0.4", "application/n-triples"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/turtle;q=high", None),
        ("*/*;q=0", None),
    ],
)
def test_the_best_liked_offer_is_chosen_and_the_first_of_equals(accept: str, media_type: str | None) -> None:
    chosen = choose(accept, TRIPLES)
    assert (chosen.media_type if chosen else None) == media_type


def graph(place: Path, statements: int) -> GraphFolder:
    made = GraphFolder.create(place)
    change(made, lambda store: store.add(quads(statements)))
    return made


def test_a_reader_sees_a_graph_that_was_built_anew_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    reader = Reader(graph(tmp_path / "war.kg", 1).path)
    assert len(reader.snapshot().store) == 2
    assert reader.snapshot() is reader.snapshot()
    put_in_place(graph(tmp_path / ".war.kg.1.part", 5).path, tmp_path / "war.kg")
    assert len(reader.snapshot().store) == 10


def test_a_reader_keeps_what_it_has_while_the_graph_is_away(tmp_path: Path) -> None:
    reader = Reader(graph(tmp_path / "war.kg", 3).path)
    reader.snapshot()
    shutil.move(tmp_path / "war.kg", tmp_path / "away")
    assert len(reader.snapshot().store) == 6


def test_a_server_asks_for_as_many_connections_as_the_system_allows() -> None:
    words = (
        "import resource; from kg.serve.server import allow_files; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 512)); "
        "print(allow_files(256), allow_files(1 << 20), allow_files(100))"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["256", "512", "512"]
