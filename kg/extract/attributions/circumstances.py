"""Circumstances of a saying: stance, certainty, venue, time, the kind of an unnamed source."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from kg.extract.attributions.cues import adverbs, negated, verb_cue
from kg.extract.attributions.draft import Draft, Source, runs
from kg.extract.shelf import Shelf
from kg.lexicon import mapping, word_set
from kg.model import Certainty, Mention, Span, Stance, Time

_BREATHS = 3
"""How far back one goes for the venue of what is said without one."""
_VENUE_PREPOSITIONS = ("in", "on", "at", "via", "during", "through", "to", "after", "from", "by", "over")
_MODALS = {"may": Certainty.POSSIBLE, "might": Certainty.POSSIBLE, "could": Certainty.POSSIBLE}
_ADVERBS = {
    "possibly": Certainty.POSSIBLE,
    "perhaps": Certainty.POSSIBLE,
    "maybe": Certainty.POSSIBLE,
    "probably": Certainty.PROBABLE,
    "likely": Certainty.PROBABLE,
    "presumably": Certainty.PROBABLE,
    "certainly": Certainty.CERTAIN,
    "definitely": Certainty.CERTAIN,
    "undoubtedly": Certainty.CERTAIN,
}


def stance(draft: Draft) -> Stance:
    """Return how the source stands to the content: by the cue, and by its negation ("did not confirm", "refused to say")."""
    if draft.cue is None:
        return Stance.ASSERTS
    if draft.head is not None and draft.by in ("clause", "direct") and (negated(draft.head) or _withheld(draft.head)):
        return _NEGATED.get(draft.cue.stance, Stance.DECLINES) if draft.cue.group in ("speech", "claim") else Stance.DENIES
    return draft.cue.stance


def _withheld(verb: Token) -> bool:
    """Return whether `verb` is what somebody refuses or declines to do."""
    above = verb_cue(verb.head) if verb.dep_ == "xcomp" else None
    return above is not None and above.stance is Stance.DECLINES


_NEGATED = {
    Stance.ASSERTS: Stance.DECLINES,
    Stance.CONFIRMS: Stance.DECLINES,
    Stance.DENIES: Stance.DECLINES,
    Stance.DOUBTS: Stance.ASSERTS,
}


def certainty(draft: Draft, root: Token) -> Certainty:
    """Return how sure the source is said to be: by the cue, else by the modal or adverb at the content's head `root`."""
    if draft.cue is not None and draft.cue.certainty is not Certainty.UNSPECIFIED:
        return draft.cue.certainty
    for child in root.children:
        if found := _MODALS.get(child.lower_) or _ADVERBS.get(child.lower_):
            return found
    return Certainty.UNSPECIFIED


def venue(draft: Draft) -> Span | None:
    """Return the words that say where or in which medium it was said ("in a video post on Facebook"); None if none do.

    What is said in one breath with something else ("…, adding that …", "…," he said. "…") is said where that was.
    """
    told = draft.after if draft.head is None else draft
    for _ in range(_BREATHS):
        if told is None or told.head is None or told.by not in ("clause", "direct"):
            return None
        for verb in _breath(told.head):
            for words in _venues(verb):
                return None if any(words.touches(part) for part in draft.content) else words
        told = told.after
    return None


def _breath(verb: Token) -> Iterator[Token]:
    """Yield `verb` and the verb of saying that it goes on from or that it interrupts."""
    yield verb
    if verb.dep_ in ("advcl", "conj") and verb_cue(verb.head) is not None:
        yield verb.head


def _venues(verb: Token) -> Iterator[Span]:
    """Yield the words for the venue around `verb`: "in a statement", "told a news conference", "speaking at a rally, said"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _VENUE_PREPOSITIONS and _is_venue(_object(child)):
            yield from islice(runs(token for token in _phrase(child) if token.lower_ not in adverbs()), 1)
        elif child.dep_ in ("dobj", "dative") and verb.lemma_ in ("tell", "address") and _is_venue(child):
            yield from islice(runs(_phrase(child)), 1)
        elif child.dep_ == "advcl" and child.lemma_ in ("speak", "write", "post", "talk") and child.tag_ == "VBG":
            yield from _venues(child)


def _phrase(head: Token) -> list[Token]:
    """Return the words of `head` without what is said there ("in a video posted on Friday", "a meeting in Khartoum")."""
    said = {token.i for inner in head.subtree if inner.dep_ == "ccomp" for token in inner.subtree}
    return [token for token in head.subtree if token.i not in said]


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _is_venue(noun: Token | None) -> bool:
    return noun is not None and noun.lemma_.lower() in word_set("venue_nouns")


def time(draft: Draft, times: Shelf[Time]) -> str | None:
    """Return the id of the time at which it was said: one that hangs on the cue's verb; None if the text does not say."""
    if draft.head is None:
        return None
    near = [child for child in draft.head.children if child.dep_ in ("npadvmod", "prep", "advmod")]
    for span in (span for child in near for span in runs(child.subtree)):
        for known in times.at(span):
            if not any(part.touches(known.span) for part in draft.content):
                return known.id
    return None


def source_type(source: Source | None, mention: Mention | None) -> str | None:
    """Return the kind of a source that is not a name (officials, witnesses …), None if it is one or no such word heads it."""
    if source is None or (mention is not None and mention.form == "named"):
        return None
    types = mapping("source_types")
    word = source.head.lemma_.lower()
    return types.get(word) or types.get(source.head.lower_.rstrip("s"))
