"""Documents → Annotations: the extractors, each after those whose finds it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import batched
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractError
from kg.extract import extractors
from kg.extract.language import DEFAULT_MODEL, card, load
from kg.extract.outline import chunks, headline, paragraphs, quotations, sentences
from kg.extract.reading import Reading
from kg.model import Annotation, Document
from kg.registry import in_order
from kg.vocab import Vocabulary

BATCH = 32
"""Documents parsed together: what spaCy was measured to like for texts of an article's length."""

CHUNK = 50_000
"""Characters parsed at once: spaCy refuses more than a million, and needs memory in proportion."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be extracted, and why."""

    document: Document
    error: ExtractError


def extract(
    documents: Iterable[Document], vocabulary: Vocabulary, *, model: str = DEFAULT_MODEL
) -> Iterator[Annotation | Failure]:
    """Yield the Annotation of each document, or the Failure it ended in, in the order of `documents`.

    ExtractError if `model` cannot be loaded.
    """
    nlp = prepared(model)
    identity = card(model)
    extractor = f"{identity.name} {identity.version}"
    for batch in batched(documents, BATCH):
        with nlp.memory_zone():
            parses = _parse_together(nlp, batch)
            found = [_guarded(nlp, document, doc, vocabulary, extractor) for document, doc in zip(batch, parses, strict=True)]
        yield from found


def prepared(model: str = DEFAULT_MODEL) -> Language:
    """Return the pipeline `model` with Byline's outline before its parser."""
    nlp = load(model)
    if "kg_outline" not in nlp.pipe_names:
        nlp.add_pipe("kg_outline", first=True)
    return nlp


def opened(nlp: Language, text: str, title: str | None) -> Doc:
    """Return the words of `text`, not yet parsed, with a headline that runs into the body cut off from it."""
    end = headline(text, title)
    if not end:
        return nlp.make_doc(text)
    doc = Doc.from_docs([nlp.make_doc(text[:end]), nlp.make_doc(text[end:])], ensure_whitespace=False)
    doc.user_data["headline"] = end
    return doc


def parse(nlp: Language, text: str, title: str | None = None) -> Doc:
    """Return the parse of `text`, however long: more than CHUNK characters are parsed in parts cut between paragraphs."""
    if len(text) <= CHUNK:
        return nlp(opened(nlp, text, title))
    parts = []
    for part in chunks(text, CHUNK):
        doc = nlp(opened(nlp, part.of(text), title))
        doc.user_data.clear()  # of no use any more, and what makes spaCy warn when the parts are joined
        doc.tensor = doc.tensor[:0]  # the vectors of the words in context: nobody reads them, and they are most of the memory
        parts.append(doc)
    return Doc.from_docs(parts, ensure_whitespace=False)


def annotate(document: Document, doc: Doc, vocabulary: Vocabulary, *, extractor: str = "") -> Annotation:
    """Return the Annotation of `document`, whose parse is `doc`."""
    outline = paragraphs(document.text, headline(document.text, document.title))
    marks = quotations(document.text, outline)
    reading = Reading(document, doc, vocabulary, outline, sentences(doc, outline), marks)
    known = Annotation(document.id, document.version, extractor, reading.paragraphs, reading.sentences)
    for plugin in in_order(extractors):
        known = join(known, plugin.item(reading, known))
    return known


def join(known: Annotation, more: Annotation) -> Annotation:
    """Return `known` with the finds of `more`: a field that `more` fills takes the place of an empty one, and adds to a
    filled one what is new."""
    changes: dict[str, Any] = {}
    for field in fields(Annotation)[5:]:
        old, new = getattr(known, field.name), getattr(more, field.name)
        by_id = {noun.id: noun for noun in (*old, *new)}
        changes[field.name] = tuple(by_id.values())
    return replace(known, **changes)


def _parse_together(nlp: Language, batch: tuple[Document, ...]) -> list[Doc | None]:
    """Return the parses of `batch`, made in one go, which is a fifth faster than one by one; None for a text that is parsed in
    parts, and for all of them if one breaks the parser: then each is tried on its own."""
    short = [document for document in batch if len(document.text) <= CHUNK]
    try:
        words = [opened(nlp, document.text, document.title) for document in short]
        docs = iter(list(nlp.pipe(words, batch_size=BATCH)))
    except Exception:  # which text broke it is found out, and reported, by parsing them one by one
        return [None] * len(batch)
    return [next(docs) if len(document.text) <= CHUNK else None for document in batch]


def _guarded(
    nlp: Language, document: Document, doc: Doc | None, vocabulary: Vocabulary, extractor: str
) -> Annotation | Failure:
    try:
        return annotate(document, doc or parse(nlp, document.text, document.title), vocabulary, extractor=extractor)
    except Exception as error:  # an article's failure becomes a reported value: one bad article never stops the others
        return Failure(document, ExtractError(f"{document.id}: {type(error).__name__}: {error}"))
