"""HermiT proves the ontology consistent, and data with a mistyped role inconsistent. Skipped, and said so, without Java."""

import shutil
from pathlib import Path

import owlready2
import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import VocabularyError
from kg.resources import folder
from kg.vocab import Outcome, prove, reason
from tests.ontology.worked import good_quads

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")

HEAD = "@prefix : <http://example.org/> . @prefix kg: <https://w3id.org/byline#> . "

CONTRADICTIONS = {
    "a time as attacker": ":report a kg:EventReport ; kg:attacker :monday . :monday a kg:Time .",
    "a person as place": ":report a kg:EventReport ; kg:place :aisha . :aisha a kg:Person .",
    "an event with a number": ":event a kg:Shelling ; kg:period :monday .",
}


def data(turtle):
    return list(parse(HEAD + turtle, format=RdfFormat.TURTLE))


@needs_java
def test_the_ontology_is_consistent_with_good_data_and_its_hierarchy_is_all_that_follows() -> None:
    proof = prove(data=good_quads())
    assert proof.outcome is Outcome.CONSISTENT
    assert proof.unsatisfiable == ()
    assert proof.inferred == ()


@needs_java
@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_found(case) -> None:
    assert prove(data=data(CONTRADICTIONS[case])).outcome is Outcome.INCONSISTENT


@needs_java
def test_a_class_that_nothing_can_be_is_named(tmp_path: Path) -> None:
    copy = shutil.copytree(folder("ontology"), tmp_path / "ontology", ignore=shutil.ignore_patterns("shapes", "alignments"))
    words = (
        ' ; rdfs:label "raider"@en ; rdfs:isDefinedBy <https://w3id.org/byline> ; skos:definition "A raid that is a man."@en .'
    )
    file = copy / "agents.ttl"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}\nkg:Raider a owl:Class ; rdfs:subClassOf kg:Attack , kg:Person{words}",
        encoding="utf-8",
    )
    proof = prove(copy)
    assert (proof.outcome, proof.unsatisfiable) == (Outcome.INCONSISTENT, ("Raider",))


@needs_java
def test_a_java_that_breaks_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reason, "MEMORY", 0.0001)
    with pytest.raises(VocabularyError, match="HermiT broke"):
        prove()


def test_without_java_the_proof_is_skipped_and_says_why(monkeypatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    proof = prove()
    assert proof.outcome is Outcome.SKIPPED
    assert "no Java" in proof.why
