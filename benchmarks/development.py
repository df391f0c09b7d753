"""Development data: documents with gold annotations, their cached parses, and the scorer that reads them.

The data is not part of this project. `EVAL` names its folder (the environment variable ``KG_EVAL``, else ``../shared/eval``
beside the checkout); everything here says so and stops where it is absent.
"""

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc, DocBin

from kg.extract import outline
from kg.extract.language import DEFAULT_MODEL, card
from kg.extract.pipeline import annotate, opened, prepared
from kg.model import Annotation, Document, to_plain
from kg.vocab import Vocabulary

EVAL = Path(os.environ.get("KG_EVAL", Path(__file__).resolve().parents[2] / "shared" / "eval"))
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "byline" / "parses"


def gold(name: str) -> list[dict[str, Any]]:
    """Return the gold rows of the development set `name`."""
    with open(EVAL / "dev" / f"{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def document(row: dict[str, Any], *, dated: bool = True) -> Document:
    """Return what a system may see of the gold row `row`: its text, title, outlet and date."""
    when = row.get("date") if dated else None
    try:
        published = date.fromisoformat(str(when)[:10]) if when else None
    except ValueError:
        published = None
    version = hashlib.sha256(row["text"].encode()).hexdigest()
    return Document(
        row["id"], version, row["id"], row["text"], title=row.get("title"), publisher=row.get("source"), published=published
    )


def parsed(name: str, documents: list[Document], model: str = DEFAULT_MODEL) -> Iterator[Doc]:
    """Yield the parses of `documents`, kept on disk for as long as the model and the outline stay as they are."""
    nlp = prepared(model)
    key = hashlib.sha256(card(model).digest.encode() + Path(outline.__file__).read_bytes()).hexdigest()[:12]
    file = CACHE / f"{name}-{len(documents)}-{key}.spacy"
    if not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        docs = DocBin(store_user_data=True, docs=nlp.pipe((opened(nlp, d.text, d.title) for d in documents), batch_size=32))
        file.with_suffix(".part").write_bytes(docs.to_bytes())
        file.with_suffix(".part").rename(file)
    yield from DocBin().from_bytes(file.read_bytes()).get_docs(nlp.vocab)


def annotations(
    name: str, vocabulary: Vocabulary, limit: int | None = None
) -> Iterator[tuple[dict[str, Any], Document, Annotation]]:
    """Yield (gold row, document, what the extractor finds) for the development set `name`."""
    rows = gold(name)[:limit]
    documents = [document(row, dated=not name.startswith(("gvdb", "isaf"))) for row in rows]
    for row, text, doc in zip(rows, documents, parsed(name, documents), strict=True):
        yield row, text, annotate(text, doc, vocabulary)


def scorer() -> ModuleType:
    """Return the scorer that comes with the development data, as a module."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(predictions: Path, found: Iterator[tuple[dict[str, Any], Document, Annotation]]) -> None:
    """Write the predictions as the scorer reads them."""
    with open(predictions, "w", encoding="utf-8") as out:
        for _, _, annotation in found:
            out.write(json.dumps(to_plain(annotation), ensure_ascii=False) + "\n")
