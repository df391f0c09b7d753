"""Direct speech: quotations that stand on their own, with the verb that says whose they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.attributions.cues import SAID, quotes, verb_cue, words_of
from kg.extract.attributions.draft import Draft, runs
from kg.extract.attributions.sources import beside, inverted, relays, speaker
from kg.extract.reading import Quotation, Reading
from kg.model import Span

REACH = 25
"""Words between a quotation and its verb at most."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations that one verb introduces or follows: "A," he said. "B."; `tag` is None where nothing says who speaks."""

    quotations: tuple[Quotation, ...]
    tag: Token | None
    paragraph: int


def utterances(reading: Reading) -> list[Utterance]:
    """Return the quotations that stand on their own, in text order, those of one speech together."""
    found: list[Utterance] = []
    for number, paragraph in enumerate(reading.paragraphs):
        for quotation in (q for q in reading.quotations if q.depth == 0 and paragraph.holds(q.content)):
            bare = not free(reading.text, quotation, paragraph)
            tag = _bare_tag(reading, quotation, paragraph) if bare else _tag(reading, quotation, paragraph)
            if bare and tag is None:
                continue
            new = Utterance((quotation,), tag, number)
            if found and _continues(reading, found[-1], new):
                found[-1] = replace(
                    found[-1], quotations=(*found[-1].quotations, quotation), tag=found[-1].tag or tag, paragraph=number
                )
            else:
                found.append(new)
    return found


def free(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """Return whether `quotation` stands on its own: opened after a stop, comma, colon or verb, begun with a capital letter
    or going on after an interruption, and ended as a sentence or a comma ends."""
    before = text[paragraph.start : quotation.whole.start].rstrip()
    after = text[quotation.whole.end : paragraph.end].lstrip()
    words = quotation.content.of(text)
    opened = not before or before[-1] in '.!?:,”"’—–-;)'
    capital = words.lstrip("[(‘'“…. ")[:1].isupper() or not words[:1].isalpha()
    ended = words[-1] in ".,!?…—-" or after[:1] in ("", ".", ",", "!", "?") or not quotation.closed
    if not before or before[-1] in '.!?”"':
        return ended and (capital or len(words.split()) > 3)
    if opened:
        return ended and (capital or (before[-1] in ",:" and len(words.split()) > 3))
    return ended and capital and len(words.split()) > 3


def direct_drafts(found: Sequence[Utterance]) -> Iterator[Draft]:
    """Yield a draft for each of the utterances `found` that has a verb."""
    for utterance in found:
        content = tuple(quotation.content for quotation in utterance.quotations)
        if utterance.tag is not None:
            source = speaker(utterance.tag) or inverted(utterance.tag)
            if source and any(span.touches(source.span) for span in content):
                source = beside(utterance.tag, content) or inverted(utterance.tag)
            cue = verb_cue(utterance.tag) or SAID
            yield Draft(
                content, cue, utterance.tag, tuple(runs(words_of(utterance.tag))), source, relays(utterance.tag), by="direct"
            )


def _tag(reading: Reading, quotation: Quotation, paragraph: Span) -> Token | None:
    after, before = _after(reading, quotation, paragraph), _before(reading, quotation, paragraph)
    if quotation.content.of(reading.text)[-1] in ",?!—-":
        return after or before
    return before or after


def _bare_tag(reading: Reading, quotation: Quotation, paragraph: Span) -> Token | None:
    """Return the verb that ends the sentence after a quotation without a comma ("We are many" the captain said.)."""
    words = quotation.content.of(reading.text)
    if not words[:1].isupper() or len(words.split()) < 5:
        return None
    tag = _after(reading, quotation, paragraph)
    ends = (
        tag is not None
        and tag.i + 1 < len(tag.doc)
        and tag.nbor(1).text in (".", "!")
        and tag.sent[0].idx >= quotation.whole.start - 1
    )
    return tag if ends else None


def _after(reading: Reading, quotation: Quotation, paragraph: Span) -> Token | None:
    end = min([q.whole.start for q in reading.quotations if q.whole.start >= quotation.whole.end] + [paragraph.end])
    if end <= quotation.whole.end:
        return None
    tokens = [token for token in reading.tokens(Span(quotation.whole.end, end)) if token.idx >= quotation.whole.end][:REACH]
    if not tokens:
        return None
    comma = quotation.content.of(reading.text)[-1] in ",—-" or tokens[0].text == ","
    last = reading.tokens(quotation.content)[-1]
    for token in tokens:
        if token.sent != tokens[0].sent or (not comma and token.sent != last.sent):
            return None
        if quotes(token) and token.dep_ not in ("relcl", "acl"):
            return token if _tags(tokens, token) else None
        if token.pos_ == "VERB" and _speaks(token, tokens[0], last):
            return token
    return None


def _speaks(verb: Token, first: Token, last: Token) -> bool:
    """Return whether a verb of any kind stands where a verb of saying would: right after the marks ("…!" beamed Asha Oumar),
    or after a subject that stands there, with nothing but a full stop to follow."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.i > last.i]
    if (
        verb == first
        and verb.tag_ in ("VBD", "VBN")
        and (verb.nbor(1).pos_ == "PROPN" or verb.nbor(1).dep_ in ("det", "nsubj"))
    ):
        return last.text in ",!?"
    if (
        verb.tag_ not in ("VBD", "VBZ")
        or not subjects
        or any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights)
    ):
        return False
    return verb.i <= first.i + 1 or (subjects[0].left_edge.i <= first.i + 1 and verb.nbor(1).text in ".,")


def _tags(tokens: Sequence[Token], verb: Token) -> bool:
    """Return whether only the subject of `verb` stands before it: no other verb of the same rank."""
    others = [
        token for token in tokens if token.i < verb.i and token.pos_ == "VERB" and token.dep_ not in ("relcl", "acl", "amod")
    ]
    return all(verb in other.subtree for other in others)


def _before(reading: Reading, quotation: Quotation, paragraph: Span) -> Token | None:
    start = max([q.whole.end for q in reading.quotations if q.whole.end <= quotation.whole.start] + [paragraph.start])
    if start >= quotation.whole.start:
        return _colon(reading, quotation, paragraph)
    tokens = [token for token in reading.tokens(Span(start, quotation.whole.start)) if token.idx < quotation.whole.start][
        -REACH:
    ]
    if not "".join(token.text_with_ws for token in tokens).strip():
        return _colon(reading, quotation, paragraph)
    colon = next((token.text == ":" for token in reversed(tokens) if not token.is_space), False)
    for token in reversed(tokens):
        if token.text in ".!?" and token.is_sent_end:
            return None
        if quotes(token):
            return token
        if token.pos_ == "VERB" and not colon and token.dep_ not in ("relcl", "acl", "amod"):
            return None
    return None


def _colon(reading: Reading, quotation: Quotation, paragraph: Span) -> Token | None:
    """Return the verb of the paragraph before, where that ends in a colon."""
    at = reading.paragraphs.index(paragraph)
    if not at or reading.paragraphs[at - 1].of(reading.text)[-1] != ":":
        return None
    last = list(reading.tokens(reading.paragraphs[at - 1]))
    return next((token for token in reversed(last) if quotes(token) and token.sent == last[-1].sent), None)


def _continues(reading: Reading, one: Utterance, two: Utterance) -> bool:
    """Return whether `two` belongs to the speech of `one`: it goes on in the same breath, or over a paragraph's end."""
    last, first = one.quotations[-1], two.quotations[0]
    if one.paragraph == two.paragraph:
        return (two.tag is None or two.tag == one.tag) and _one_breath(reading, one, last.whole.end, first.whole.start)
    opened = first.whole.start == reading.paragraphs[two.paragraph].start
    return not last.closed and opened and two.paragraph == one.paragraph + 1 and (one.tag is None or two.tag is None)


def _one_breath(reading: Reading, utterance: Utterance, start: int, end: int) -> bool:
    """Return whether nothing stands between two quotations, from `start` to `end`, but the words that say whose they are."""
    if start >= end:
        return True
    words = [token for token in reading.tokens(Span(start, end)) if token.is_alpha and start <= token.idx < end]
    return not words or (utterance.tag is not None and all(token.sent == utterance.tag.sent for token in words))
