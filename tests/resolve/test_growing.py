"""What one more document costs where much is known already, counted in what is read and compared rather than in seconds."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.model import Annotation, Change, Document, Entity, from_plain, to_plain
from kg.resolve import conclude, events, resolution
from kg.resolve.clusters import LEADING
from kg.resolve.conclude import revise
from kg.store import Conclusions
from kg.vocab import Vocabulary
from tests.conftest import document

TEXT = (
    "General Amina Yusuf said the army of Mali shelled the town of Gao on Tuesday and killed 12 people. "
    "“We will never leave this valley,” Yusuf said in Bamako."
)
DAY = "2024-03-06"
GIVEN = tuple(f"{one}arun" for one in "BDFGKLMNPRST")
FAMILY = ("Yusuf", "Yakub")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Names as long as those of the text, so that all offsets stay right."""

Pair = tuple[Document, Annotation]


@pytest.fixture(scope="module")
def told(annotate: Callable[..., Annotation]) -> Pair:
    """A document, and what is found in it."""
    return document(TEXT, published=DAY), annotate(TEXT, published=DAY)


def under_other_names(pair: Pair, number: int, town: str = "") -> Pair:
    """Return `pair` as the document `number`: another general, the town, which is the same, under another name, other words
    below the text."""
    names = {
        "Amina": GIVEN[number % len(GIVEN)],
        "Yusuf": FAMILY[number // 7 % len(FAMILY)],
        "Gao": town or f"Ga{LETTERS[number % len(LETTERS)]}",
    }

    def other(text: str) -> str:
        for old, new in names.items():
            text = text.replace(old, new)
        return text

    was, annotation = pair
    plain: dict[str, Any] = json.loads(other(json.dumps(to_plain(annotation), ensure_ascii=False)))
    plain["document"]["id"] = f"d{number:04}"
    rest = " ".join(f"{number}x{place}" for place in range(60))
    return replace(was, id=f"d{number:04}", text=f"{other(was.text)}\n{rest}"), from_plain(plain)


class Counted:
    """What is remembered; counts the rows that are read of it."""

    def __init__(self, memory: Conclusions) -> None:
        self.memory, self.rows = memory, 0

    def __getattr__(self, name: str) -> Any:
        inside = getattr(self.memory, name)

        def asked(*given: Any) -> Any:
            found = inside(*given)
            self.rows += len(found) if isinstance(found, list) else 1
            return found

        return asked if callable(inside) else inside


class Graph:
    """What is concluded from a number of documents, to which others come."""

    def __init__(self, folder: Path, pairs: Iterable[Pair], vocabulary: Vocabulary) -> None:
        folder.mkdir()
        self.memory, self.vocabulary, found = Conclusions.open(folder, "test").clear(), vocabulary, list(pairs)
        self.first, identity = conclude(lambda: found, vocabulary, memory=self.memory)
        self.memory.put("keys", identity.rows())

    def changed(self, gone: Iterable[str] = (), come: Iterable[Pair] = (), memory: Any = None) -> Change:
        """Take the documents `gone` out and put those of `come` in."""
        found = list(come)
        names = [one.id for one, _ in found]
        change, news = revise(gone, names, lambda: found, self.vocabulary, memory or self.memory)
        self.memory.put("keys", news.rows())
        return change


@pytest.fixture
def grown(tmp_path: Path, told: Pair, vocabulary: Vocabulary) -> Callable[[int], Graph]:
    """Makes a graph of so many documents."""
    return lambda size: Graph(tmp_path / str(size), (under_other_names(told, n) for n in range(size)), vocabulary)


def test_one_more_document_reads_and_compares_as_much_in_a_graph_of_250_documents_as_in_one_of_50(
    grown: Callable[[int], Graph], told: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    for room, name in ((resolution, "compare"), (events, "compare_reports")):
        inside = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *given, _inside=inside: (compared.append(1), _inside(*given))[1])
    work = {}
    for size in (50, 250):
        graph = grown(size)
        compared.clear()
        counted = Counted(graph.memory)
        change = graph.changed(come=[under_other_names(told, 9000)], memory=counted)
        assert change.now.links
        work[size] = counted.rows, len(compared)
    assert min(work[50]) > 10
    assert work[250][0] <= 1.2 * work[50][0]
    assert work[250][1] <= 1.2 * work[50][1]


def test_of_a_place_with_very_many_names_only_a_new_name_is_told(grown: Callable[[int], Graph], told: Pair) -> None:
    graph = grown(60)
    town = _with_many_names(graph)
    change = graph.changed(come=[under_other_names(told, 9000, "GaX")])
    again = next(one for one in change.now.entities if one.key == town.key)
    assert again == replace(town, aliases=("GaX",))
    assert town.key in change.longer
    assert town.key not in {one.key for one in graph.changed(come=[under_other_names(told, 9001, "GaX")]).now.entities}


def test_a_name_of_very_many_is_gone_with_the_only_document_that_had_it(grown: Callable[[int], Graph], told: Pair) -> None:
    graph = grown(60)
    town = _with_many_names(graph)
    graph.changed(come=[under_other_names(told, 9000, "GaX")])
    change = graph.changed(gone=["d9000"])
    assert [one for one in change.now.entities if one.key == town.key] == [town]
    assert town.key not in change.longer


def _with_many_names(graph: Graph) -> Entity:
    """Return the entity of `graph` that is written in more ways than those that tell what it is."""
    return next(one for one in graph.first.entities if len(one.aliases) > LEADING)
