"""Pages that people read: a dossier on an event, two sources side by side."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import QuestionError
from kg.export.comparison import compare
from kg.export.dossier import counted, dossier
from kg.export.occurrences import Occurrence, Part, occurrences
from kg.export.page import Page, Section, as_html, as_markdown
from kg.store import GraphFolder, OxigraphStore

RADIO = (
    "Air strikes hit a market in the city of El Fasher on Monday. At least 17 civilians were killed in the strikes, "
    'doctors said. "We will rebuild the market with our own hands," said Amina Saleh, a trader.'
)
DAILY = (
    "Air strikes hit the market in the city of El Fasher on Monday. "
    "The army said that nine people had been killed in the strikes. "
    'Amina Saleh told The Daily: "We will rebuild this market with our own hands."'
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, built: Callable[..., Path]) -> Iterator[OxigraphStore]:
    folder = tmp_path_factory.mktemp("market")
    reports = [("radio", "Radio <Dabanga>", RADIO), ("daily", "The Daily", DAILY)]
    lines = [{"id": id, "text": text, "title": name, "date": "2024-03-06"} for id, name, text in reports]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with GraphFolder.open(built("market", folder)).snapshot() as snapshot:
        yield snapshot.store


def section(page: Page, title: str) -> Section:
    return next(section for section in page.sections if section.title == title)


def strike(graph: OxigraphStore) -> str:
    return next(
        event.event for event in occurrences(graph) if event.place and len({row["source"] for row in event.reports}) == 2
    )


def test_a_dossier_has_both_tolls_with_who_claims_them_and_where_they_stand(graph: OxigraphStore) -> None:
    page = dossier(graph, strike(graph))
    assert "El Fasher" in page.title
    assert "2024-03-04" in page.title
    figures = {(row[1], row[4]) for row in section(page, "Figures").rows}
    assert figures == {("At least 17 civilians", "doctors"), ("nine people", "The army")}
    cited = " ".join(str(row[1]) for row in section(page, "Citations").rows)
    start = RADIO.index("At least 17")
    assert f"characters {start}-{start + len('At least 17 civilians')}): “At least 17 civilians”" in cited


def test_an_event_is_found_by_the_part_of_its_iri_behind_the_base_and_another_is_an_error(graph: OxigraphStore) -> None:
    iri = strike(graph)
    assert dossier(graph, iri.removeprefix("http://localhost:8000/")) == dossier(graph, iri)
    assert dossier(graph, iri.removeprefix("http://localhost:8000/event/")) == dossier(graph, iri)
    with pytest.raises(QuestionError, match="kg timeline"):
        dossier(graph, "event/nothing")


def test_a_sentence_with_a_figure_and_an_event_is_shown_once_with_both_its_citations(graph: OxigraphStore) -> None:
    page = dossier(graph, strike(graph))
    sentences = [row[4] for row in section(page, "Who says so").rows]
    assert len(sentences) == len(set(sentences))
    marks = {mark for row in section(page, "Who says so").rows for mark in row[6].split()}
    assert marks == {row[0] for row in section(page, "Citations").rows}


def test_an_event_is_called_after_the_place_that_has_a_name_where_none_has_coordinates() -> None:
    base = Part("place", "http://localhost:8000/entity/facility/arda-airbase", "Arda airbase", ("Facility",))
    hill = Part("place", "http://localhost:8000/source/a/0/entity/x1-5", "a hill", ("Place",))
    town = Part("destination", "http://localhost:8000/entity/place/1", "Milen", ("Place",), "SD", 1.0, 2.0, "settlement")
    left = Part("origin", "http://localhost:8000/entity/place/2", "Tolne", ("Place",), "SD", 3.0, 4.0, "settlement")
    assert Occurrence("e", "Attack", (), (hill, base)).where == "Arda airbase"
    assert Occurrence("e", "Attack", (), (hill,)).where is None
    assert Occurrence("e", "Withdrawal", (), (base, town, left)).where == "Tolne"


def test_what_is_counted_is_said_in_words() -> None:
    assert counted("killed") == "Killed"
    assert counted("killed-soldier-fighting-2024-04-12") == "Killed (soldier, fighting, 2024-04-12)"
    assert counted("equipment_lost-2") == "Equipment lost"


def test_an_address_is_a_link_in_html_and_other_words_are_none() -> None:
    page = Page("T", (), (Section("a", "b", ("c",), (("https://x.example/a?b=1&c=2",), ("javascript:alert(1)",))),))
    text = as_html(page)
    assert '<a href="https://x.example/a?b=1&amp;c=2">https://x.example/a?b=1&amp;c=2</a>' in text
    assert text.count("<a ") == 1


def test_two_sources_are_compared_by_events_figures_utterances_and_words(graph: OxigraphStore) -> None:
    page = compare(graph, "radio", "daily")
    assert section(page, "Told by both").rows
    tolls = [row for row in section(page, "Figures side by side").rows if row[0] == "killed" and row[2] and row[3]]
    assert any("17 civilians" in row[2] and "nine people" in row[3] for row in tolls)
    (said,) = section(page, "The same utterance").rows
    assert said[0] == "Amina Saleh"
    assert "rebuild the market" in said[1]
    assert "rebuild this market" in said[2]


def test_an_unknown_document_is_an_error_that_names_some_that_are_there(graph: OxigraphStore) -> None:
    with pytest.raises(QuestionError, match="daily"):
        compare(graph, "radio", "gazette")


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_a_page_in_html_runs_nothing_that_a_source_wrote() -> None:
    page = Page("<script>alert(1)</script>", ("<img src=x>",), (Section("a", "b", ("c",), (("<script>",),)),))
    tags = Tags()
    tags.feed(as_html(page))
    assert not {"script", "img"} & set(tags.tags)


def test_a_page_in_markdown_keeps_its_tables_whatever_the_cells_hold() -> None:
    text = as_markdown(Page("T", (), (Section("a", "b", ("c", "d"), (("x | y\nz", "<b>*"),)),)))
    row = next(line for line in text.splitlines() if "x" in line)
    assert row == "| x \\| y z | \\<b\\>\\* |"
