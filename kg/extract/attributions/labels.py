"""Labels: a speaker's name before a colon, or after a dash below the words, without any verb."""

import re
from collections.abc import Iterator

from kg.extract.attributions.cues import SAID
from kg.extract.attributions.direct import Utterance
from kg.extract.attributions.draft import Draft, Source
from kg.extract.reading import Reading
from kg.model import Span

_NAME = r"[A-Z][\w.'’-]*"
_SMALL = r"(?:of|de|al|el|the|and|on|in|to|von|bin|ibn|for)"
_LABEL = re.compile(rf"[\"“]?({_NAME}(?:,? (?:{_NAME}|{_SMALL})){{0,8}})(:)\s+(?=[\"“‘'A-Z])")
_TITLED = re.compile(r"([A-Z][\w.'’-]*(?: [\w.'’-]+){0,6})(:)\s+(?=[\"“‘'])")
_SIGNATURE = re.compile(r"\s*([―—–-]+)\s*([A-Z][^\n]{2,60}?)\s*[.,]?\s*$")


def label_drafts(reading: Reading, found: list[Utterance]) -> Iterator[Draft]:
    """Yield a draft for each speaker that a label names: "Haftar: ‘We will win’" in a headline, a transcript's "Q: …", and
    "“No one came.” ― Amina, teacher"."""
    loose = {utterance.quotations[0].whole.start: utterance for utterance in found if utterance.tag is None}
    for paragraph in reading.paragraphs:
        if label := _LABEL.match(reading.text, *_ends(paragraph)) or _TITLED.match(reading.text, *_ends(paragraph)):
            yield from _labelled(reading, label, paragraph, loose)
    for utterance in loose.values():
        yield from _signed(reading, utterance)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _labelled(reading: Reading, label: re.Match[str], paragraph: Span, loose: dict[int, Utterance]) -> Iterator[Draft]:
    name = Span(label.start(1), label.end(1))
    tokens = reading.tokens(name)
    if any(token.pos_ in ("VERB", "AUX") for token in tokens):
        return
    quoted = loose.get(label.end())
    content = tuple(q.content for q in quoted.quotations) if quoted else (Span(label.end(), paragraph.end),)
    if quoted is None and not name.of(reading.text).isupper():
        return
    yield Draft(content, SAID, tokens.root, (Span(label.start(2), label.end(2)),), Source(name, tokens.root), by="label")


def _signed(reading: Reading, utterance: Utterance) -> Iterator[Draft]:
    last = utterance.quotations[-1]
    paragraph = reading.paragraphs[utterance.paragraph]
    if signature := _SIGNATURE.match(reading.text, last.whole.end, paragraph.end):
        name = Span(signature.start(2), signature.end(2))
        content = tuple(quotation.content for quotation in utterance.quotations)
        words = (Span(signature.start(1), signature.end(1)),)
        yield Draft(content, SAID, reading.tokens(name).root, words, Source(name, reading.tokens(name).root), by="label")
