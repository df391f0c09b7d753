"""kg verify: what does not hold is found, whatever part of a graph was tampered with."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.pipeline import verify
from kg.store import GraphFolder
from kg.vocab import PREFIXES

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
SOURCE = "http://localhost:8000/source/seed002/36cffc88eaae"


@pytest.fixture
def graph(seed_graph: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_graph, tmp_path / "seeds.kg", symlinks=True))


@pytest.fixture
def tampered(graph: Path) -> Callable[[str], tuple[str, ...]]:
    """``tampered(update)``: what is found wrong after a SPARQL update behind Byline's back."""

    def change(update: str) -> tuple[str, ...]:
        with GraphFolder.open(graph).writing() as writer:
            writer.store.update(HEAD + update)
            writer.publish()
        return verify(graph).problems

    return change


def test_what_was_built_holds(graph: Path) -> None:
    verdict = verify(graph)
    assert verdict.problems == ()
    assert (verdict.documents, verdict.quotations > 200) == (2, True)


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            'DELETE { GRAPH ?g { ?c kg:quote ?q } } INSERT { GRAPH ?g { ?c kg:quote "more than 9,000 fighters" } } '
            "WHERE { GRAPH ?g { ?c a kg:CasualtyClaim ; kg:quote ?q } }",
            "'more than 9,000 fighters' does not stand at 3735-3781 of seed002",
        ),
        (
            'DELETE { GRAPH ?g { ?c kg:asWritten ?n } } INSERT { GRAPH ?g { ?c kg:asWritten "3,000" } } '
            "WHERE { GRAPH ?g { ?c a kg:CasualtyClaim ; kg:asWritten ?n } }",
            "does not hold the number '3,000'",
        ),
        (
            "DELETE { GRAPH ?g { ?m kg:mentions ?e } } "
            "WHERE { GRAPH ?g { ?m kg:mentions ?e . ?e rdfs:label 'Annalena Baerbock' } }",
            "no words of its source mention 'Annalena Baerbock'",
        ),
        (
            "INSERT { GRAPH ?g { ?c kg:place ?e } } WHERE { GRAPH ?g { ?c a kg:CasualtyClaim . ?e rdfs:label 'Germany' } }",
            "its words do not name its place, 'Germany'",
        ),
        (
            "DELETE { GRAPH ?g { ?c kg:madeIn ?a } } INSERT { GRAPH ?g { ?c kg:madeIn ?b } } "
            "WHERE { GRAPH ?g { ?c a kg:CasualtyClaim ; kg:madeIn ?a . "
            "?b a kg:Attribution ; kg:manner kg:direct } }",
            "is not in the words of who is said to claim it",
        ),
        (
            "INSERT { GRAPH ?g { ?c kg:place ?e } } WHERE { GRAPH ?g { ?c a kg:CasualtyClaim } "
            "GRAPH ?h { ?e a kg:Place } FILTER(?g != ?h && CONTAINS(STR(?h), '/source/')) }",
            "its place is of another source",
        ),
        (
            'DELETE { GRAPH ?g { ?c kg:sentence ?s } } INSERT { GRAPH ?g { ?c kg:sentence "Nobody was hurt." } } '
            "WHERE { GRAPH ?g { ?c a kg:CasualtyClaim ; kg:sentence ?s } }",
            "is not in its sentence 'Nobody was hurt.'",
        ),
        (
            'DELETE { GRAPH ?g { ?a kg:cue ?s } } INSERT { GRAPH ?g { ?a kg:cue "boasted" } } '
            "WHERE { GRAPH ?g { ?c a kg:CasualtyClaim ; kg:madeIn ?a . ?a kg:cue ?s } }",
            "the words 'boasted', which are to attribute it, do not stand in seed002",
        ),
        (
            'DELETE { GRAPH ?g { ?s kg:annotationHash ?h } } INSERT { GRAPH ?g { ?s kg:annotationHash "0" } } '
            "WHERE { GRAPH ?g { ?s kg:annotationHash ?h } }",
            "seed002: its annotation is not the one that its graph was made from",
        ),
    ],
)
def test_provenance_that_is_borrowed_or_false_is_found(
    tampered: Callable[[str], tuple[str, ...]], update: str, told: str
) -> None:
    assert told in "\n".join(tampered(update))


def test_a_text_that_was_changed_in_the_archive_is_found(graph: Path) -> None:
    (text,) = [file for file in (graph / "documents").rglob("*.txt") if "2,000 Ukrainian" in file.read_text(encoding="utf-8")]
    text.chmod(0o644)
    text.write_text(text.read_text(encoding="utf-8").replace("2,000 Ukrainian", "9,000 Ukrainian"), encoding="utf-8")
    data = text.with_suffix(".bin")
    data.write_bytes(data.read_bytes() + b" ")
    found = "\n".join(verify(graph).problems)
    assert "does not stand at 3735-3781 of seed002" in found
    assert "seed002: its bytes have the sha256" in found


def test_a_record_that_cannot_be_read_is_told_and_stops_nothing(graph: Path) -> None:
    for file in (graph / "annotations").rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    found = verify(graph).problems
    assert len([one for one in found if one.endswith("its text is missing from the archive")]) == 2
