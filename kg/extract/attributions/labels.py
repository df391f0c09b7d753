"""Labels: a speaker's name before a colon, or after a dash below the words, without any verb."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attributions.cues import SAID
from kg.extract.attributions.direct import Utterance
from kg.extract.attributions.draft import Draft, Source
from kg.extract.attributions.sources import subject
from kg.extract.reading import Reading
from kg.lexicon import mapping
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
    yield from _headed(reading)
    for utterance in loose.values():
        yield from _signed(reading, utterance)
        yield from _introduced(reading, utterance)


_HEAD = re.compile(r"(?P<told>[^\n]{20,150}?)(?P<mark>:| [-–—])\s(?P<who>[\w.'’&() -]{2,45})$")


def _headed(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for a headline with its source at its end: "Gunmen kill 17 in Mopti: local officials"."""
    first = reading.paragraphs[0] if reading.paragraphs else None
    match = _HEAD.match(reading.text, first.start, first.end) if first is not None and len(reading.paragraphs) > 1 else None
    if match is None:
        return
    who = Span(*match.span("who"))
    tokens = reading.tokens(who)
    if _is_source(reading, tokens.root, who):
        told = Span(match.start("told"), match.end("told"))
        yield Draft((told,), SAID, tokens.root, (Span(*match.span("mark")),), Source(who, tokens.root), by="label")


def _is_source(reading: Reading, head: Token, who: Span) -> bool:
    """Return whether `who` at the end of a headline is a kind of source or an acronym, and not the outlet itself."""
    words = who.of(reading.text)
    if words.casefold() in (reading.document.publisher or "").casefold():
        return False
    return head.lemma_.lower() in mapping("source_types") or (words.isupper() and words.isalpha() and len(words) <= _ACRONYM)


_ACRONYM = 7
"""Letters in an acronym at most."""


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


def _introduced(reading: Reading, utterance: Utterance) -> Iterator[Draft]:
    """Yield a draft for a quotation after a colon without a verb of saying: "- Amina Yusuf: “…”", "She was blunt: “…”"."""
    start, paragraph = utterance.quotations[0].whole.start, reading.paragraphs[utterance.paragraph]
    before = reading.text[paragraph.start : start].rstrip()
    if not before.endswith(":") or _LABEL.match(reading.text, *_ends(paragraph)):
        return
    colon = Span(paragraph.start + len(before) - 1, paragraph.start + len(before))
    tokens = [token for token in reading.tokens(Span(paragraph.start, colon.end)) if token.idx < colon.start]
    source = _name_before(tokens) or (_subject_before(tokens[-1]) if tokens else None)
    if source and source.span.end <= colon.start:
        content = tuple(quotation.content for quotation in utterance.quotations)
        yield Draft(content, SAID, source.head, (colon,), source, by="label")


def _name_before(tokens: list[Token]) -> Source | None:
    """Return the name at the end of `tokens`, if a dash or a full stop stands before it."""
    at = len(tokens)
    while at and (tokens[at - 1].pos_ == "PROPN" or tokens[at - 1].lower_ in ("and", "of", "the", "al")):
        at -= 1
    if not at or at == len(tokens) or tokens[at - 1].text not in ("-", "–", "—", "--", ".", "]"):
        return None
    return Source(Span(tokens[at].idx, tokens[-1].idx + len(tokens[-1])), tokens[-1])


def _subject_before(last: Token) -> Source | None:
    """Return the subject of the sentence that ends with `last`, if it is a name or a pronoun."""
    root = last.sent.root
    source = subject(root) if root.pos_ in ("VERB", "AUX") else None
    return source if source and source.head.pos_ in ("PROPN", "PRON") and source.head.lower_ != "it" else None


def _signed(reading: Reading, utterance: Utterance) -> Iterator[Draft]:
    last = utterance.quotations[-1]
    paragraph = reading.paragraphs[utterance.paragraph]
    if signature := _SIGNATURE.match(reading.text, last.whole.end, paragraph.end):
        name = Span(signature.start(2), signature.end(2))
        content = tuple(quotation.content for quotation in utterance.quotations)
        words = (Span(signature.start(1), signature.end(1)),)
        yield Draft(content, SAID, reading.tokens(name).root, words, Source(name, reading.tokens(name).root), by="label")
