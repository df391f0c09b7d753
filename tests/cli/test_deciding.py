"""kg review, kg decide, kg undo: what people decide is seen at once, stays, and can be taken back."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg as byline
from kg import pipeline
from kg.cli import review
from kg.lift import canonical_hash
from kg.model import Judgement
from kg.pipeline.concluding import Concluding
from kg.pipeline.judging import record, undo
from kg.store import GraphFolder
from tests.cli.conftest import Ran

Kg = Callable[..., Ran]
SEED002 = "source/seed002/36cffc88eaae"
CLAIM = f"{SEED002}/claim"


@pytest.fixture
def graph(seed_graph: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' graph that may be changed."""
    return Path(shutil.copytree(seed_graph, tmp_path / "seeds.kg", symlinks=True))


def rows(graph: Path, question: str, **given: Any) -> list[dict[str, Any]]:
    with byline.open(graph) as opened:
        return opened.ask(question, **given).to_dicts()


def values(graph: Path, sparql: str) -> set[Any]:
    with byline.open(graph) as opened:
        return {row[0] for row in opened.query(sparql)}  # type: ignore[union-attr]


def everything_else(graph: Path) -> str:
    """The hash of the published graph without the decisions themselves."""
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        return canonical_hash(snapshot.store.quads(), without=[folder.iris.graph("decisions")])


def casualty_claim(graph: Path) -> str:
    (claim,) = values(graph, "SELECT ?claim WHERE { ?claim a kg:CasualtyClaim }")
    return str(claim)


def khakiv(graph: Path) -> str:
    (own,) = values(graph, 'SELECT ?own WHERE { ?m kg:quote "Khakiv" ; kg:mentions ?own }')
    return str(own)


def denoted(graph: Path, own: str) -> str:
    (entity,) = values(graph, f"SELECT ?entity WHERE {{ <{own}> kg:denotes ?entity }}")
    return str(entity)


def test_after_a_review_it_can_be_asked_what_changed_by_whom_when_and_why(graph: Path, kg: Kg) -> None:
    assert rows(graph, "decisions") == []
    own, city = khakiv(graph), denoted(graph, khakiv(graph))
    region = "http://localhost:8000/entity/place/geonames-706482"
    kg("decide", "correct", own, f"denotes={region}", "--why", "the region, misspelt", "--who", "Ana", "-g", graph)
    wrong = next(iter(values(graph, "SELECT ?own { ?own kg:denotes ?x . ?x rdfs:label 'Donbas' ; a kg:CanonicalEntity }")))
    kg("decide", "reject", wrong, "--why", "another place", "--who", "Ben", "-g", graph)
    first, second = rows(graph, "decisions")
    assert (first["verdict"], first["who"], first["reason"]) == ("correct", "Ana", "the region, misspelt")
    assert (first["on"], first["property"], first["earlier"], first["later"]) == (own, "denotes", city, region)
    assert (second["verdict"], second["who"], second["reason"]) == ("reject", "Ben", "another place")
    assert second["earlier"] != second["later"] == denoted(graph, wrong)
    assert first["when"].startswith("20")
    assert denoted(graph, own) == region


def test_what_people_decided_on_something_is_part_of_why_it_is_as_it_is(graph: Path, kg: Kg) -> None:
    claim, own, city = casualty_claim(graph), khakiv(graph), denoted(graph, khakiv(graph))
    kg("decide", "correct", claim, "low=2100", "--why", "corrected later", "--who", "Ana", "-g", graph)
    (one,) = json.loads(kg("explain", claim, "-g", graph, "--json").out)[0]["decisions"]
    assert (one["verdict"], one["property"], one["who"], one["why"]) == ("correct", "low", "Ana", "corrected later")
    assert (one["earlier"], one["later"], one["undone_by"]) == ("2000", "2100", None)
    assert one["when"].startswith("20")
    kg("undo", "--who", "Ben", "-g", graph)
    out = kg("explain", claim, "-g", graph).out
    assert "Ana, 20" in out
    assert "correct low" in out
    assert "(2000 → 2100) because “corrected later” [undone by " in out
    kg("decide", "accept", own, "--who", "Ana", "-g", graph)
    for node in (own, city):
        (one,) = json.loads(kg("explain", node, "-g", graph, "--json").out)[0]["decisions"]
        assert (one["verdict"], one["who"]) == ("accept", "Ana")


def test_the_question_on_decisions_can_be_asked_of_one_person_verdict_or_thing(graph: Path, kg: Kg) -> None:
    claim = casualty_claim(graph)
    kg("decide", "accept", claim, "--who", "Ana", "-g", graph)
    kg("decide", "correct", "entity/place/geonames-706483", "name=Charkiw", "--who", "Ben", "-g", graph)
    assert [row["who"] for row in rows(graph, "decisions")] == ["Ana", "Ben"]
    assert [row["who"] for row in rows(graph, "decisions", who="Ana")] == ["Ana"]
    assert [row["who"] for row in rows(graph, "decisions", verdict="correct")] == ["Ben"]
    assert [row["who"] for row in rows(graph, "decisions", on=claim)] == ["Ana"]
    assert [row["status"] for row in rows(graph, "reviewed")] == ["accepted"]
    assert rows(graph, "reviewed", status="rejected") == []


def test_a_rejected_claim_stays_and_has_a_status_that_the_software_never_gives(graph: Path, kg: Kg) -> None:
    claim = casualty_claim(graph)
    before = rows(graph, "casualty-figures")
    assert values(graph, "SELECT ?node WHERE { ?node kg:status ?status }") == set()
    kg("decide", "reject", claim, "-g", graph)
    assert rows(graph, "casualty-figures") == before
    assert [(row["node"], row["status"]) for row in rows(graph, "reviewed")] == [(claim, "rejected")]
    kg("decide", "correct", claim, "status=conflict", "-g", graph)
    assert [row["status"] for row in rows(graph, "reviewed")] == ["conflict"]


def test_a_correction_of_a_claim_stands_beside_what_the_source_says(graph: Path, kg: Kg) -> None:
    claim = casualty_claim(graph)
    kg("decide", "correct", claim, "low=20000", "-g", graph)
    (row,) = rows(graph, "decisions")
    assert (row["property"], row["earlier"], row["later"]) == ("low", 2000, 20000)
    assert values(graph, f"SELECT ?low WHERE {{ <{claim}> kg:low ?low }}") == {2000}


def test_a_name_that_is_corrected_is_seen_and_the_earlier_one_is_kept(graph: Path, kg: Kg) -> None:
    city = "http://localhost:8000/entity/place/geonames-706483"
    (before,) = values(graph, f"SELECT ?name WHERE {{ <{city}> rdfs:label ?name }}")
    kg("decide", "correct", city, "name=Charkiw", "--who", "Ana", "-g", graph)
    kg("decide", "correct", city, "coordinates=50.0,36.25", "--who", "Ana", "-g", graph)
    assert values(graph, f"SELECT ?name WHERE {{ <{city}> rdfs:label ?name }}") == {"Charkiw"}
    assert before in values(graph, f"SELECT ?name WHERE {{ <{city}> skos:altLabel ?name }}")
    assert values(graph, f"SELECT ?p WHERE {{ <{city}> geo:hasGeometry/geo:asWKT ?p }}") == {"POINT(36.25 50.0)"}
    assert rows(graph, "decisions")[0]["earlier"] == before


def test_a_merger_keeps_the_older_iri_and_the_other_leads_to_it_until_it_is_undone(graph: Path, kg: Kg) -> None:
    before = everything_else(graph)
    names = ["entity/place/geonames-706482", "entity/place/geonames-706483"]
    ran = kg("decide", "merge", *names, "--who", "Ana", "-g", graph)
    assert ran.code == 0, ran.err
    ((gone, kept),) = _pairs(graph, "SELECT ?a ?b WHERE { ?a kg:mergedInto ?b FILTER(CONTAINS(STR(?a), '/entity/')) }")
    assert {gone, kept} == {f"http://localhost:8000/{name}" for name in names}
    assert values(graph, f"SELECT ?own WHERE {{ ?own kg:denotes <{gone}> }}") == set()
    assert len(values(graph, f"SELECT ?own WHERE {{ ?own kg:denotes <{kept}> }}")) >= 2
    assert kg("undo", "--who", "Ana", "-g", graph).code == 0
    assert everything_else(graph) == before
    *merger, undoing = rows(graph, "decisions")
    assert {row["on"] for row in merger} == {gone, kept}
    assert {row["undoneBy"] for row in merger} == {undoing["decision"]}
    assert undoing["verdict"] == "undo"


def test_a_rebuild_applies_what_was_decided_and_another_build_can_be_given_it(
    graph: Path, kg: Kg, tmp_path: Path, seeds: Path
) -> None:
    kg("decide", "merge", "entity/place/geonames-706482", "entity/place/geonames-706483", "--who", "Ana", "-g", graph)
    kg("decide", "correct", "entity/place/geonames-703448", "name=Kyjiw", "--who", "Ana", "-g", graph)
    world = _world(graph)
    assert kg("build", seeds, "--out", graph).code == 0
    assert _world(graph) == world
    other = tmp_path / "other.kg"
    assert kg("build", seeds, "--out", other, "--decisions", graph / "decisions").code == 0
    assert _world(other) == world
    assert len(rows(other, "decisions")) == len(rows(graph, "decisions"))


def test_a_broken_line_of_the_file_is_named_before_anything_is_changed(graph: Path, kg: Kg, seeds: Path) -> None:
    kg("decide", "accept", casualty_claim(graph), "--who", "Ana", "-g", graph)
    good = (graph / "decisions").read_text(encoding="utf-8")
    (graph / "decisions").write_text(good + '{"verdict": "sam", "on": ["a", "b"], "who": "B", "when": "2024-01-01"}\n')
    before = everything_else(graph)
    for command in (("build", seeds, "--out", graph), ("decide", "accept", casualty_claim(graph), "-g", graph)):
        ran = kg(*command)
        assert ran.code == 1
        assert "decisions, line 2: the verdict 'sam' is none of same, different" in ran.line
    assert everything_else(graph) == before
    assert (graph / "decisions").read_text(encoding="utf-8").startswith(good)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("like", "entity/place/geonames-706482"), "there is no verdict 'like'"),
        (("same", "entity/place/geonames-706482"), "same needs two things or more"),
        (("same", "entity/place/geonames-706482", "entity/place/nowhere"), "there is no entity/place/nowhere in this graph"),
        (("correct", "entity/place/geonames-706482"), "a correction is `kg decide correct IRI PROPERTY=VALUE`"),
        (("correct", "entity/place/geonames-706482", "coordinates=91,0"), "is no place on earth"),
        (("correct", "entity/place/geonames-706482", "type=Dragon"), "'Dragon' is no class of entities"),
        (("correct", "entity/place/geonames-706482", "colour=red"), "it has name, type, coordinates, side"),
        (("correct", "entity/place/geonames-706482", "status=fine"), "choose accepted, rejected, conflict, work_needed"),
        (("merge", "entity/place/geonames-706482", "source/seed002/36cffc88eaae"), "merge takes entities, or events"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    graph: Path, kg: Kg, arguments: tuple[str, ...], told: str
) -> None:
    ran = kg("decide", *arguments, "-g", graph)
    assert ran.code == 2
    assert told in ran.line
    assert not (graph / "decisions").exists()


def test_there_is_nothing_to_undo_where_nothing_counts(graph: Path, kg: Kg) -> None:
    ran = kg("undo", "-g", graph)
    assert ran.code == 2
    assert "`kg ask decisions` lists them" in ran.line


@pytest.fixture(scope="module")
def doubtful_graph(tmp_path_factory: pytest.TempPathFactory, built: Callable[..., Path]) -> Path:
    """A graph with a bare family name that may be either of two people's."""
    folder = tmp_path_factory.mktemp("doubtful")
    (folder / "a.txt").write_text("General Omar Bashir met the governor of Kassala on Monday. Omar Bashir spoke for an hour.")
    (folder / "b.txt").write_text("Mr Bashir told reporters in Kassala that the army would stay. Bashir left on Tuesday.")
    return built("doubtful", folder)


@pytest.fixture
def doubtful(doubtful_graph: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(doubtful_graph, tmp_path / "doubtful.kg", symlinks=True))


def test_the_next_pair_comes_with_both_contexts_and_the_commands_that_decide_on_it(doubtful: Path, kg: Kg) -> None:
    out = kg("review", doubtful).out
    assert "b.txt: Mr [Bashir] told reporters" in out or "b.txt: [Mr Bashir] told reporters" in out
    assert "General [Omar Bashir] met the governor" in out or "[General Omar Bashir] met the governor" in out
    assert "score 0.80: family name 1.00, bare name 0.80" in out
    assert f"-g {doubtful}" in next(line for line in out.splitlines() if line.startswith("s  kg decide same entity/person/"))


def test_a_pair_that_was_decided_does_not_come_again(doubtful: Path, kg: Kg) -> None:
    (pair,) = [one for one in json.loads(kg("review", doubtful, "--json").out) if "/person/" in one["one"]["address"]]
    one, other = pair["one"]["address"], pair["other"]["address"]
    for verdict in ("same", "different"):
        kg("decide", verdict, one, other, "-g", doubtful)
        assert not [found for found in json.loads(kg("review", doubtful, "--json").out) if "person" in found["one"]["address"]]
        kg("undo", "-g", doubtful)
    kg("decide", "unsure", one, other, "-g", doubtful)
    left = json.loads(kg("review", doubtful, "--json").out)
    assert left[-1]["unsure"]
    assert {left[-1]["one"]["address"], left[-1]["other"]["address"]} == {one, other}


def test_on_a_terminal_it_asks_and_records_the_answer(
    doubtful: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: Iterator[str] = iter(["s", "q"])
    monkeypatch.setattr(review, "_why", lambda: "the only Bashir of this story")
    review._interview(doubtful, "Ana", lambda: next(answers))
    (row, *_) = rows(doubtful, "decisions")
    assert (row["who"], row["reason"]) == ("Ana", "the only Bashir of this story")
    assert "applying 1 decision ..." in capsys.readouterr().err
    assert row["later"] != row["earlier"]


def test_what_was_answered_is_applied_though_the_review_was_broken_off(doubtful: Path, monkeypatch: Any) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(review, "_why", lambda: "")
    monkeypatch.setattr(review, "tell", broken_off)
    with pytest.raises(KeyboardInterrupt):
        review._interview(doubtful, "Ana", lambda: "s")
    assert {row["verdict"] for row in rows(doubtful, "decisions")} == {"same"}


def test_what_is_decided_for_later_waits_does_not_come_again_and_is_applied_with_the_next(doubtful: Path, kg: Kg) -> None:
    before = everything_else(doubtful)
    (pair,) = [one for one in json.loads(kg("review", doubtful, "--json").out) if "/person/" in one["one"]["address"]]
    one, other = pair["one"]["address"], pair["other"]["address"]
    assert "written down, to be applied" in kg("decide", "same", one, other, "--later", "--who", "Ana", "-g", doubtful).err
    assert everything_else(doubtful) == before
    assert rows(doubtful, "decisions") == []
    assert not [found for found in json.loads(kg("review", doubtful, "--json").out) if "person" in found["one"]["address"]]
    kg("decide", "accept", other, "--who", "Ben", "-g", doubtful)
    assert {row["who"] for row in rows(doubtful, "decisions")} == {"Ana", "Ben"}
    assert len(values(doubtful, "SELECT ?own { ?own a kg:Person ; kg:denotes ?x }")) == 2
    assert len(values(doubtful, "SELECT ?x { ?own a kg:Person ; kg:denotes ?x }")) == 1


def test_a_line_written_by_hand_is_applied_when_an_article_is_added(doubtful: Path, kg: Kg, tmp_path: Path) -> None:
    (pair,) = [one for one in json.loads(kg("review", doubtful, "--json").out) if "/person/" in one["one"]["address"]]
    line = {"verdict": "same", "on": [pair["one"]["address"], pair["other"]["address"]], "who": "Ana", "when": "2026-01-01"}
    (doubtful / "decisions").write_text(json.dumps(line) + "\n")
    (tmp_path / "c.txt").write_text("The market of Gedaref opened again on Friday, traders said.")
    assert kg("add", tmp_path / "c.txt", "-g", doubtful).code == 0
    assert len(values(doubtful, "SELECT ?x { ?own a kg:Person ; kg:denotes ?x }")) == 1


def test_an_entity_that_was_found_to_be_an_older_one_leads_to_it_whoever_decided(doubtful: Path, kg: Kg) -> None:
    file = doubtful / "identity.jsonl"
    records = [json.loads(line) for line in file.read_text().splitlines()]
    town = next(record for record in records if record["name"] == "Kassala")
    first, *others = town["members"]
    town["members"] = [first]
    younger = {**town, "key": "place/kasala", "name": "Kasala", "members": others}
    file.write_text("".join(f"{json.dumps(record)}\n" for record in [*records, younger]))
    for command in ("conclude", doubtful), ("conclude", doubtful), ("decide", "accept", "entity/person/bashir", "-g", doubtful):
        assert kg(*command).code == 0
        found = _pairs(doubtful, "SELECT ?it ?name ?heir { ?it kg:mergedInto ?heir ; rdfs:label ?name }")
        base = "http://localhost:8000/entity"
        assert found == {(f"{base}/place/kasala", "Kasala", f"{base}/{town['key']}")}


def _world(graph: Path) -> str:
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        return canonical_hash(snapshot.store.quads(folder.iris.graph("world")))


def _pairs(graph: Path, sparql: str) -> set[tuple[Any, ...]]:
    with byline.open(graph) as opened:
        return {tuple(row) for row in opened.query(sparql)}  # type: ignore[union-attr]


def whole(graph: Path) -> str:
    """The hash of all that is published but for runs and ledger."""
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        assert snapshot.about["quads"] == len(snapshot.store)
        return canonical_hash(snapshot.store.quads(), without=[folder.iris.graph("runs"), folder.iris.graph("ledger")])


def told(graph: Path) -> list[tuple[str, ...]]:
    """A decision of each kind that says nothing of what is one and what is not."""
    claim, city = casualty_claim(graph), denoted(graph, khakiv(graph))
    event = str(min(values(graph, "SELECT ?event { ?report a kg:EventReport ; kg:denotes ?event }")))
    return [
        ("accept", claim),
        ("reject", event),
        ("unsure", city, denoted(graph, min(values(graph, "SELECT ?own { ?own kg:denotes ?x ; a kg:Person }")))),
        ("correct", claim, "low=2100"),
        ("correct", city, "name=Kharkov"),
        ("correct", city, "name=Charkiw"),
        ("correct", city, "type=Region"),
        ("correct", city, "side=RU"),
        ("correct", event, "status=conflict"),
    ]


def test_what_follows_from_a_decision_at_once_is_what_follows_from_all_documents(graph: Path, monkeypatch: Any) -> None:
    pipeline.conclude(graph)
    before, decided = everything_else(graph), []
    for verdict, *on in told(graph):
        correction = tuple(on.pop().split("=")) if verdict == "correct" else None
        with monkeypatch.context() as patch:
            patch.setattr(Concluding, "everything", lambda self, **_: pytest.fail("all was concluded anew"))
            decided.append(record(graph, Judgement(verdict), on, who="Ana", correction=correction).decision)  # type: ignore[arg-type]
    at_once = whole(graph)
    pipeline.conclude(graph)
    assert at_once == whole(graph)
    for one in (decided[4], decided[0], decided[6], decided[2], *decided[7:], decided[3], decided[5], decided[1]):
        undo(graph, one.id, who="Ben")
        at_once = whole(graph)
    pipeline.conclude(graph)
    assert at_once == whole(graph)
    assert everything_else(graph) == before
