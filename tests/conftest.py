"""What every test may ask for. Models are loaded once a session, and the same text is read once."""

import fcntl
import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from kg import pipeline as house
from kg.extract import pipeline
from kg.extract.language import DEFAULT_MODEL, SMALL_MODEL, card
from kg.extract.outline import headline, paragraphs, quotations, sentences
from kg.extract.reading import Reading
from kg.model import Annotation, Document
from kg.vocab import Vocabulary, load_vocabulary

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def document(text: str, *, id: str = "article", published: date | str | None = None, **metadata: Any) -> Document:
    """Return a Document of `text`; `published` may be written as an ISO date."""
    when = date.fromisoformat(published) if isinstance(published, str) else published
    data = text.encode()
    return Document(id, hashlib.sha256(data).hexdigest(), f"{id}.txt", text, size=len(data), published=when, **metadata)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's own ontology."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def small() -> Language:
    """The small model (no vectors, loads in a second), with Byline's outline before its parser."""
    return pipeline.prepared(SMALL_MODEL)


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[..., Reading]:
    """``read(text, "en_core_web_sm", title=…)``: a document with its parse and its outline, as an extractor gets it."""

    @cache
    def parse(text: str, model: str = DEFAULT_MODEL, **metadata: Any) -> Reading:
        made = document(text, **metadata)
        doc = pipeline.parse(pipeline.prepared(model), text, made.title)
        outline = paragraphs(text, headline(text, made.title))
        return Reading(made, doc, vocabulary, outline, sentences(doc, outline), quotations(text, outline))

    return parse


@pytest.fixture(scope="session")
def annotate(read: Callable[..., Reading]) -> Callable[..., Annotation]:
    """``annotate(text, title=…, publisher=…, published="2024-03-05")``: what all extractors together find."""

    @cache
    def find(text: str, model: str = DEFAULT_MODEL, **metadata: Any) -> Annotation:
        reading, identity = read(text, model, **metadata), card(model)
        return pipeline.annotate(
            reading.document, reading.doc, reading.vocabulary, extractor=f"{identity.name} {identity.version}"
        )

    return find


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the two seed articles and their about.toml."""
    return SEEDS


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder with invented reports of conflicts elsewhere than the seeds'."""
    return Path(__file__).with_name("articles")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[..., Path]:
    """``built("x", folder, …)``: the folder of the graph that `kg build` makes of the folders; made once for all processes
    that test. Not to be changed."""
    base = tmp_path_factory.getbasetemp()

    def build(name: str, *folders: Path) -> Path:
        graph = (base if worker_id == "master" else base.parent) / f"{name}.kg"
        with open(graph.with_suffix(".lock"), "w", encoding="utf-8") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not graph.exists():
                report = house.build(folders, graph)
                assert not report.failures, report.failures
        return graph

    return build


@pytest.fixture(scope="session")
def seed_graph(seeds: Path, built: Callable[..., Path]) -> Path:
    """The folder of the graph that `kg build seeds` makes. Not to be changed."""
    return built("seeds", seeds)


@pytest.fixture(scope="session")
def wide_graph(seeds: Path, articles: Path, built: Callable[..., Path]) -> Path:
    """The folder of a graph of the seeds and of invented reports of other conflicts. Not to be changed."""
    return built("wide", seeds, articles)
