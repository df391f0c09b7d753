"""Commands that make and change a graph."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import from_plain
from tests.cli.conftest import Ran

Kg = Callable[..., Ran]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Shelling killed 12 people in Sloviansk, the mayor said.\n", encoding="utf-8")
    (folder / "b.txt").write_text("The army captured three villages near Bakhmut on Friday.\n", encoding="utf-8")
    return folder


def ids(kg: Kg, graph: Path) -> list[str]:
    return [row["id"] for row in json.loads(kg("ask", "sources", "-g", graph, "--json").out)]


def statuses(ran: Ran) -> dict[str, str]:
    return {row["name"]: row["status"] for row in json.loads(ran.out)}


def test_articles_are_built_added_changed_and_removed(kg: Kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert statuses(kg("build", articles, "-o", graph, "--json")) == {"a.txt": "extracted", "b.txt": "extracted"}
    (articles / "b.txt").write_text("The army captured four villages near Bakhmut on Friday.\n", encoding="utf-8")
    (articles / "c.txt").write_text("A drone hit a bridge in Kherson, officials said.\n", encoding="utf-8")
    ran = kg("add", articles, "-g", graph, "--json")
    assert statuses(ran) == {"a.txt": "unchanged", "b.txt": "extracted", "c.txt": "extracted"}
    assert ids(kg, graph) == ["a.txt", "b.txt", "c.txt"]
    quotes = kg("query", "SELECT ?q { ?x kg:quote ?q }", "-g", graph, "--json").out
    assert "four villages" in quotes or "four" in quotes
    assert "three" not in quotes
    assert kg("remove", "a.txt", "-g", graph).code == 0
    assert ids(kg, graph) == ["b.txt", "c.txt"]
    assert kg("verify", graph).code == 0


def test_annotations_are_used_again_when_nothing_has_changed(kg: Kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert kg("build", articles, "-o", graph).code == 0
    assert set(statuses(kg("build", articles, "-o", graph, "--json")).values()) == {"reused"}
    about = '[[document]]\nfile = "a.txt"\npublished = 2023-05-06\n'
    (articles / "about.toml").write_text(about, encoding="utf-8")
    again = statuses(kg("build", articles, "-o", graph, "--json"))
    assert again == {"a.txt": "extracted", "b.txt": "reused"}


def test_two_builds_of_the_same_articles_say_the_same(kg: Kg, articles: Path, tmp_path: Path) -> None:
    from kg.lift import canonical_hash
    from kg.store import GraphFolder

    hashes = set()
    for name in ("x.kg", "y.kg"):
        assert kg("build", articles, "-o", tmp_path / name).code == 0
        folder = GraphFolder.open(tmp_path / name)
        with folder.snapshot() as snapshot:
            without = [folder.iris.graph("runs"), folder.iris.graph("ledger")]
            hashes.add(canonical_hash(snapshot.store.quads(), without=without))
    assert len(hashes) == 1


def test_extract_prints_an_annotation_a_line(kg: Kg, articles: Path) -> None:
    ran = kg("extract", articles)
    assert (ran.code, ran.err) == (0, "")
    found = [from_plain(json.loads(line)) for line in ran.out.splitlines()]
    assert [annotation.document for annotation in found] == ["a.txt", "b.txt"]
    assert all(annotation.mentions for annotation in found)


def test_extract_reads_json_lines_and_goes_on_after_a_bad_one(kg: Kg, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "n1", "text": "Five soldiers died in Kidal."}\nnonsense\n', encoding="utf-8")
    ran = kg("extract", file)
    assert (ran.code, "news.jsonl, line 2" in ran.line) == (3, True)
    assert json.loads(ran.out)["document"]["id"] == "n1"


def test_a_build_that_is_not_finished_leaves_nothing_behind(
    kg: Kg, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.store import Writer

    def broken(self: Writer, **options: object) -> int:
        raise OSError(28, "No space left on device", "x.kg")

    graph = tmp_path / "x.kg"
    assert kg("build", articles, "-o", graph).code == 0
    before = kg("info", graph, "--json").out
    monkeypatch.setattr(Writer, "publish", broken)
    ran = kg("build", articles, "-o", graph)
    assert (ran.code, "No space left" in ran.line) == (1, True)
    assert sorted(os.listdir(tmp_path)) == ["articles", "x.kg"]
    monkeypatch.undo()
    assert kg("info", graph, "--json").out == before


def test_the_ontology_and_the_seeds_graph_contradict_nothing(kg: Kg, seed_graph: Path) -> None:
    ran = kg("check", seed_graph)
    assert ran.code == 0, ran.err


def reported(place: Path, filler: str) -> Path:
    """Make a graph with one report of an attack whose time is a `filler`."""
    from pyoxigraph import NamedNode, Quad

    from kg.store import GraphFolder
    from kg.vocab import PREFIXES, term

    graph = GraphFolder.create(place)
    report, when, source = (NamedNode(f"http://localhost:8000/source/a/{name}") for name in ("report", "when", "1"))
    facts = [(report, term("eventType"), term("Attack")), (report, term("time"), when.value)]
    facts.append((when, PREFIXES["rdf"] + "type", term(filler)))
    with graph.writing() as writer:
        writer.store.add(Quad(one, NamedNode(role), NamedNode(other), source) for one, role, other in facts)
        writer.publish()
    return place


def test_a_mistyped_role_in_a_graph_does_not_pass(kg: Kg, tmp_path: Path) -> None:
    assert kg("check", reported(tmp_path / "good.kg", "Time")).code == 0
    ran = kg("check", reported(tmp_path / "bad.kg", "Person"))
    assert (ran.code, "Attack time Person: a Person stands where a Time is asked for" in ran.line) == (1, True)


def test_an_ontology_with_a_contradiction_does_not_pass(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text("nonsense", encoding="utf-8")
    ran = kg("check", "--ontology", tmp_path)
    assert ran.code == 1
    assert "core.ttl" in ran.err


def test_what_a_killed_build_has_left_is_put_right_by_the_next_one(kg: Kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert kg("build", articles, "-o", graph).code == 0
    graph.rename(tmp_path / ".x.kg.999999999.old")  # killed between two renames
    (tmp_path / ".x.kg.999999998.part").mkdir()
    assert set(statuses(kg("build", articles, "-o", graph, "--json")).values()) == {"reused"}
    assert sorted(os.listdir(tmp_path)) == ["articles", "x.kg"]


def test_two_processes_find_what_one_finds(kg: Kg, articles: Path) -> None:
    assert kg("extract", articles, "--jobs", 2).out == kg("extract", articles, "--jobs", 1).out
