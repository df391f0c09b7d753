"""Outline: paragraphs, then quotations, then sentences, in that order."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.reading import Quotation
from kg.model import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text`: its lines that hold more than white space."""
    return tuple(Span(line.start(), line.end()) for line in re.finditer(r"[^\n]*\S[^\n]*", text))


def quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of `text`, in text order."""
    found = []
    for paragraph in paragraphs:
        for match in re.finditer(r"[“\"]([^“”\"\n]+)([”\"]|$)", paragraph.of(text)):
            start = paragraph.start
            content = Span(start + match.start(1), start + match.end(1))
            found.append(Quotation(content, Span(start + match.start(), start + match.end()), closed=bool(match[2])))
    return tuple(found)


@Language.component("kg_outline")
def start_sentences(doc: Doc) -> Doc:
    """Begin a sentence at each paragraph, before the parser looks for others."""
    starts = {span.start for span in paragraphs(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def sentences(doc: Doc, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences of `doc`: every character of a paragraph is in exactly one."""
    return tuple(Span(sent[0].idx, sent[-1].idx + len(sent[-1])) for sent in doc.sents if sent.text.strip())
