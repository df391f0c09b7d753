"""No foreign exception leaks: what goes wrong behind a room's door comes out of it as an error of Byline."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

import kg
from kg import export, pipeline, query, read, resolve, resources, serve, vocab
from kg.errors import ExtractError, KgError, QuestionError, ReadError, StoreError, UsageError, VocabularyError
from kg.extract.language import load
from kg.extract.pipeline import Failure, extract
from kg.model import Document, from_plain
from kg.settings import settings
from kg.store import GraphFolder, OxigraphStore
from kg.vocab import Vocabulary

NODE = NamedNode("http://example.org/x")


def broken_ontology(folder: Path) -> None:
    (folder / "core.ttl").write_text("@prefix : <", encoding="utf-8")
    vocab.load_vocabulary(folder)


def broken_question(folder: Path) -> None:
    (folder / "x.rq").write_text("#+ title = \nSELECT", encoding="utf-8")
    query.read_questions(folder)


def broken_store(folder: Path) -> None:
    (folder / "store").mkdir()
    (folder / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    OxigraphStore.open(folder / "store")


def blank_node(folder: Path) -> None:
    OxigraphStore.memory().add([Quad(BlankNode(), NODE, NODE, NODE)])


DOORS: dict[str, tuple[type[KgError], Callable[[Path], object]]] = {
    "model": (ReadError, lambda folder: from_plain({"document": {"id": "x"}, "mentions": [{"id": "m", "kind": "Dragon"}]})),
    "read": (UsageError, lambda folder: list(read.read([folder / "nowhere"]))),
    "reader": (UsageError, lambda folder: read.readers["no/such"]),
    "extract": (ExtractError, lambda folder: load("xx_no_such_model")),
    "resolve": (ReadError, lambda folder: resolve.Identity.read(["{"])),
    "vocab": (VocabularyError, broken_ontology),
    "iris": (UsageError, lambda folder: vocab.Iris("localhost")),
    "store": (StoreError, broken_store),
    "blank node": (StoreError, blank_node),
    "query syntax": (QuestionError, lambda folder: OxigraphStore.memory().query("SELECT")),
    "update syntax": (QuestionError, lambda folder: OxigraphStore.memory().update("INSERT")),
    "question": (QuestionError, broken_question),
    "folder": (StoreError, lambda folder: GraphFolder.open(folder)),
    "open": (StoreError, lambda folder: kg.open(folder / "nowhere.kg")),
    "export": (UsageError, lambda folder: export.export([], BytesIO(), "no-such-format")),
    "serve": (StoreError, lambda folder: serve.serve(folder)),
    "build": (UsageError, lambda folder: pipeline.build([folder / "nowhere"], folder / "x.kg")),
    "add": (StoreError, lambda folder: pipeline.add([folder], folder / "x.kg")),
    "remove": (StoreError, lambda folder: pipeline.remove(["a"], folder / "x.kg")),
    "verify": (StoreError, lambda folder: pipeline.verify(folder)),
    "resources": (KgError, lambda folder: resources.folder("no-such-folder")),
    "settings": (UsageError, lambda folder: settings({"KG_TIMEOUT": "soon"})),
}


@pytest.mark.parametrize("door", DOORS)
def test_what_breaks_behind_a_door_comes_out_as_an_error_of_byline(door: str, tmp_path: Path) -> None:
    kind, opened = DOORS[door]
    with pytest.raises(kind) as caught:
        opened(tmp_path)
    assert len(str(caught.value)) > 20


def test_an_article_that_breaks_an_extractor_is_a_value_with_its_reason(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the parser has had enough")

    monkeypatch.setattr("kg.extract.pipeline.annotate", broken)
    text = "Two soldiers were wounded."
    document = Document("a", hashlib.sha256(text.encode()).hexdigest(), "a.txt", text)
    (found,) = extract([document], vocabulary)
    assert isinstance(found, Failure)
    assert "a: RuntimeError: the parser has had enough" in str(found.error)
