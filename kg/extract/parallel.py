"""Extraction by several processes: each loads the model once and gives back Annotations, not parses."""

import multiprocessing
from collections.abc import Iterable, Iterator
from itertools import batched

from kg.extract.language import DEFAULT_MODEL, load
from kg.extract.pipeline import BATCH, Failure, extract
from kg.model import Annotation, Document
from kg.vocab import load_vocabulary


def extract_in(jobs: int, documents: Iterable[Document], *, model: str = DEFAULT_MODEL) -> Iterator[Annotation | Failure]:
    """Yield what `extract` yields, in the order of `documents`, worked out by `jobs` processes of their own.

    spaCy's ``n_process`` sends whole parses between processes and gains nothing with vectors; annotations are small. Use it
    for some hundreds of documents or more: each process takes seconds and half a gigabyte to start. ExtractError if
    `model` cannot be loaded.
    """
    load(model)
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        work = ((batch, model) for batch in batched(documents, BATCH))
        for found in pool.imap(_extract, work):
            yield from found


def _extract(work: tuple[tuple[Document, ...], str]) -> list[Annotation | Failure]:
    batch, model = work
    return list(extract(batch, load_vocabulary(), model=model))
