"""A graph that documents are added to, beside one that is built of all of them at once."""

import json
import shutil
from pathlib import Path

import pytest

from kg import pipeline
from kg.lift import canonical_hash
from kg.store import GraphFolder

NAMES = ("gaza.txt", "sahel.txt", "sudan.txt")


@pytest.fixture
def graph(tmp_path: Path, wide_graph: Path) -> Path:
    """A copy of the graph of many articles, whose annotations need not be made again."""
    return Path(shutil.copytree(wide_graph, tmp_path / "wide.kg", symlinks=True))


def documents(graph: Path) -> set[str]:
    """Return the ids of the documents in `graph`."""
    with GraphFolder.open(graph).snapshot() as snapshot:
        return set(snapshot.store.current())


def world(graph: Path) -> str:
    """Return the canonical hash of what is concluded in `graph`."""
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        return canonical_hash(snapshot.store.quads(folder.iris.graph("world")))


def test_the_order_of_files_does_not_matter(graph: Path, seeds: Path, articles: Path, tmp_path: Path) -> None:
    files = sorted([*seeds.glob("*.txt"), *articles.glob("*.txt")])
    hashes = set()
    for name, order in (("one", files), ("other", files[::-1])):
        fresh = tmp_path / f"{name}.kg"
        shutil.copytree(graph, fresh, symlinks=True)
        (fresh / "identity.jsonl").unlink()
        hashes.add(pipeline.build(order, fresh).sha256)
    assert len(hashes) == 1
    assert all(len(found) == 64 for found in hashes)


def test_removing_a_document_and_adding_it_again_leaves_the_world_as_it_was(graph: Path, articles: Path) -> None:
    pipeline.conclude(graph)
    before, name = world(graph), next(one for one in documents(graph) if one.endswith("sudan.txt"))
    assert pipeline.remove([name], graph).documents == len(documents(graph))
    assert name not in documents(graph)
    assert world(graph) != before
    pipeline.add([articles / "sudan.txt"], graph)
    assert pipeline.conclude(graph).sha256
    assert world(graph) == before


def test_statements_are_counted_right_without_counting_them(graph: Path, articles: Path) -> None:
    name = next(one for one in documents(graph) if one.endswith("sahel.txt"))
    for step in (lambda: pipeline.remove([name], graph), lambda: pipeline.add([articles / "sahel.txt"], graph)):
        report = step()
        with GraphFolder.open(graph).snapshot() as snapshot:
            assert report.quads == snapshot.about["quads"] == len(snapshot.store)


def test_nothing_in_the_world_tells_of_a_document_that_is_gone(graph: Path) -> None:
    name = next(one for one in documents(graph) if one.endswith("gaza.txt"))
    pipeline.remove([name], graph)
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        lines = [str(quad) for quad in snapshot.store.quads(folder.iris.graph("world"))]
        subjects = {str(quad.subject) for quad in snapshot.store.quads(folder.iris.graph("world"))}
        denoted = {str(quad.object) for quad in snapshot.store.quads() if quad.predicate.value.endswith("#denotes")}
    assert not [line for line in lines if f"/source/{name}/" in line]
    assert denoted <= subjects


def test_a_copy_of_a_text_takes_nothing_from_what_is_known_of_the_others(graph: Path, articles: Path, tmp_path: Path) -> None:
    text = (articles / "sudan.txt").read_text(encoding="utf-8")
    for number in range(3):
        (tmp_path / f"copy{number}.txt").write_text(f"{text}\n{number}", encoding="utf-8")
    pipeline.add([tmp_path / "copy0.txt", tmp_path / "copy1.txt"], graph)
    before = told(graph)
    pipeline.add([tmp_path / "copy2.txt"], graph)
    pipeline.remove(["copy2.txt"], graph)
    assert before <= told(graph)


def told(graph: Path) -> set[str]:
    """Return what is said in the world of `graph` of the origins of attributions, of utterances and of shared texts."""
    folder, words = GraphFolder.open(graph), ("#comesFrom>", "#utterance>", "#sharesText>", "#wasDerivedFrom>")
    with folder.snapshot() as snapshot:
        lines = [str(quad) for quad in snapshot.store.quads(folder.iris.graph("world"))]
    return {line for line in lines if any(word in line for word in words)}


def test_adding_to_a_graph_gives_what_building_gives_once_all_is_concluded_anew(
    graph: Path, seeds: Path, articles: Path
) -> None:
    pipeline.remove([one for one in documents(graph) if one.endswith(NAMES)], graph)
    for name in NAMES:
        pipeline.add([articles / name], graph)
    pipeline.conclude(graph)
    anew = world(graph)
    pipeline.build([seeds, articles], graph)
    assert anew == world(graph)


def test_a_graph_without_its_memory_is_concluded_anew(graph: Path, articles: Path) -> None:
    name = next(one for one in documents(graph) if one.endswith("sudan.txt"))
    (graph / "conclusions.sqlite").write_bytes(b"this is no database, and never was one" * 99)
    pipeline.remove([name], graph)
    assert name not in documents(graph)
    pipeline.add([articles / "sudan.txt"], graph)
    with GraphFolder.open(graph).snapshot() as snapshot:
        assert snapshot.about["quads"] == len(snapshot.store)


def test_the_log_of_keys_grows_by_what_is_new(graph: Path, articles: Path) -> None:
    log = graph / "identity.jsonl"
    name = next(one for one in documents(graph) if one.endswith("congo.txt"))
    pipeline.remove([name], graph)
    before = log.read_bytes()
    pipeline.add([articles / "congo.txt"], graph)
    assert log.read_bytes().startswith(before)
    added = [json.loads(line) for line in log.read_bytes()[len(before) :].splitlines()]
    assert added
    assert {document for line in added for document, _ in line.get("members", ())} <= {name}


def test_a_line_of_the_log_that_a_crash_cut_off_is_passed_over(graph: Path) -> None:
    log = graph / "identity.jsonl"
    with log.open("a", encoding="utf-8") as file:
        file.write('{"key": "person/half')
    assert pipeline.conclude(graph).sha256
    assert "person/half" not in log.read_text(encoding="utf-8")


def test_a_text_that_is_too_long_is_a_failed_article_with_what_to_do(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("The shelling went on. " * 50, encoding="utf-8")
    report = pipeline.add([file], graph, longest=1000)
    assert [one.reason for one in report.failures] == [
        "long.txt: a text of 1,100 characters, and at most 1,000 are read; split it, or raise --longest"
    ]
