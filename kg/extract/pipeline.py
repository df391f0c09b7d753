"""Documents → Annotations: the extractors, each after those whose finds it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractError
from kg.extract import extractors
from kg.extract.language import DEFAULT_MODEL, card, load
from kg.extract.outline import paragraphs, quotations, sentences
from kg.extract.reading import Reading
from kg.model import Annotation, Document
from kg.registry import in_order
from kg.vocab import Vocabulary

BATCH = 32
"""Documents parsed together: what spaCy was measured to like for texts of an article's length."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be extracted, and why."""

    document: Document
    error: ExtractError


def extract(documents: Iterable[Document], vocabulary: Vocabulary, *, model: str = DEFAULT_MODEL) -> Iterator[Annotation | Failure]:
    """Yield the Annotation of each document, or the Failure it ended in, in the order of `documents`.

    ExtractError if `model` cannot be loaded.
    """
    nlp = prepared(model)
    for batch in _batches(documents, BATCH):
        with nlp.memory_zone():
            found = [_guarded(nlp, document, vocabulary, model) for document in batch]
        yield from found


def prepared(model: str = DEFAULT_MODEL) -> Language:
    """Return the pipeline `model` with Byline's outline before its parser."""
    nlp = load(model)
    if "kg_outline" not in nlp.pipe_names:
        nlp.add_pipe("kg_outline", first=True)
    return nlp


def annotate(document: Document, doc: Doc, vocabulary: Vocabulary, *, extractor: str = "") -> Annotation:
    """Return the Annotation of `document`, whose parse is `doc`."""
    outline = paragraphs(document.text)
    marks = quotations(document.text, outline)
    reading = Reading(document, doc, vocabulary, outline, sentences(doc, outline), marks)
    known = Annotation(document.id, document.version, extractor, reading.paragraphs, reading.sentences)
    for plugin in in_order(extractors):
        known = join(known, plugin.item(reading, known))
    return known


def join(known: Annotation, more: Annotation) -> Annotation:
    """Return `known` with the finds of `more`: a field that `more` fills takes the place of an empty one, and adds to a
    filled one what is new."""
    changes = {}
    for field in fields(Annotation)[5:]:
        old, new = getattr(known, field.name), getattr(more, field.name)
        by_id = {noun.id: noun for noun in (*old, *new)}
        changes[field.name] = tuple(by_id.values())
    return replace(known, **changes)


def _guarded(nlp: Language, document: Document, vocabulary: Vocabulary, model: str) -> Annotation | Failure:
    try:
        identity = card(model)
        return annotate(document, nlp(document.text), vocabulary, extractor=f"{identity.name} {identity.version}")
    except Exception as error:  # an article's failure becomes a reported value: one bad article never stops the others
        return Failure(document, ExtractError(f"{document.id}: {type(error).__name__}: {error}"))


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
