"""Direct speech: quotations that stand on their own, with the verb that says whose they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attributions.cues import SAID, verb_cue, words_of
from kg.extract.attributions.draft import Draft, runs
from kg.extract.attributions.sources import beside, inverted, relays, speaker
from kg.extract.attributions.tags import bare_tag, spots, tag_of
from kg.extract.reading import Quotation, Reading
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations that one verb introduces or follows: "A," he said. "B."; `tag` is None where nothing says who speaks."""

    quotations: tuple[Quotation, ...]
    tag: Token | None
    paragraph: int

    def joined(self, other: "Utterance") -> "Utterance":
        """Return both as one speech."""
        return Utterance((*self.quotations, *other.quotations), self.tag or other.tag, other.paragraph)


def utterances(reading: Reading) -> list[Utterance]:
    """Return the quotations that stand on their own, in text order, those of one speech together."""
    found: list[Utterance] = []
    for spot in spots(reading):
        alone = free(reading.text, spot.quotation, spot.paragraph)
        tag = tag_of(reading, spot) if alone else bare_tag(reading, spot)
        if not alone and tag is None:
            continue
        new = Utterance((spot.quotation,), tag, spot.number)
        if found and _continues(reading, found[-1], new):
            found[-1] = found[-1].joined(new)
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
