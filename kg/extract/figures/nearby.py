"""Casualties by the words right behind a number, where syntax gives nothing: "30 wounded", "the 20 injured"."""

import re
from functools import cache

from spacy.tokens import Token

from kg.extract.events.syntax import is_passive
from kg.extract.figures.lists import barred
from kg.extract.figures.quantities import Quantity, covered
from kg.extract.figures.reality import reality
from kg.extract.figures.victims import People
from kg.lexicon.words import table
from kg.model import Measure, Span

_FILLERS = (
    r"(?:(?:were|was|are|is|been|being|have|had|has|be|also|still|now|later|reported|confirmed|feared|believed|presumed|left|"
    r"listed|as|reportedly|others|more|people|persons)\s+)"
)
_ASIDE = r"(?:\s(?:more|others|people))?,\s(?:including|among them|amongst them|most of them|some of them)\s[^,;:.]{1,60},"
"""What may part a number from what befell those it counts: "six people, including four children, were hurt"."""


@cache
def _states() -> dict[str, Measure]:
    return {row["word"]: Measure(row["measure"]) for row in table("casualty_words") if row["pos"] in ("adj", "state")}


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(sorted(_states(), key=len, reverse=True))
    return re.compile(
        rf"(?:{_ASIDE})?\s+{_FILLERS}{{0,5}}(?:(?:serious|slight|bad|critical|grave|severe|light|mild)ly\s)?({words})\b"
        r"(?!\s(?:by|in)\sthe\shands)",
        re.I,
    )


_ONE = re.compile(r"\s+(?:was|is|has)\b", re.I)
_DID = re.compile(r"\b(kill(?:ed|ing)|(?:wound|injur)(?:ed|ing))\s$", re.I)
_VERB = len(" injuring ")
_LIVES = re.compile(r"\b(?:claim|take|took|taken|cost|lose|lost)\w*\s(?:[a-z]+\s)?$", re.I)


def state(text: str, quantity: Quantity, end: int, after: Span | None = None, *, whole: bool = False) -> Measure | None:
    """Return the measure that the participle or adjective after the number gives ("20 dead", "seven others were injured") or
    that it counts by itself ("the 20 injured"); None if it is not told as a fact. `end` is the end of the number's phrase,
    `after` the next number's phrase, which tells a headline ("9 killed 12 hurt") from a deed ("9 bombers killed 12 men");
    what is said of a part is not said of the `whole` ("7 of the 15 men were killed")."""
    if quantity.head is not None and quantity.head.lemma_.lower() in ("life", "live"):
        before = text[max(0, quantity.number.span.start - 20) : quantity.number.span.start]
        return Measure.KILLED if _LIVES.search(before) else None
    if quantity.head is not None and quantity.head.lower_ in _states():
        return _states()[quantity.head.lower_]
    word = befallen(text, quantity, end, after, whole=whole)
    if word is None:
        return None
    told = [token for token in (word, word.head, quantity.last.head) if token.pos_ in ("VERB", "AUX", "ADJ")]
    return None if any(reality(token) != "actual" for token in told) else _states()[word.lower_]


def befallen(text: str, quantity: Quantity, end: int, after: Span | None = None, *, whole: bool = False) -> Token | None:
    """Return the word that says right after the number what befell those it counts; None if none does. See `state`."""
    match = _after().match(text, end)
    if not match or (whole and match.start(1) > end + 1):
        return None
    if _ONE.match(match[0]) and quantity.number.low != 1:
        return None  # "the leader of 12 rebels was killed"
    word = covered(quantity.last.doc, match.start(1), match.end(1))[0]
    if _does(word) and not (after and match.end(1) <= after.start <= match.end(1) + 2 and _after().match(text, after.end)):
        return None
    return word


def struck(text: str, quantity: Quantity, people: People) -> Measure | None:
    """Return the measure of the verb right before the number, where the parse lost its object ("killed 12 people wounding 30");
    None if it is not told as a fact, or does not count people."""
    start = quantity.number.span.start
    match = _DID.search(text, max(0, start - _VERB), start)
    if match is None or (quantity.head is not None and not people.possible(quantity.head)):
        return None
    verb = covered(quantity.last.doc, match.start(1), match.end(1))[0]
    done = verb.pos_ == "VERB" and not is_passive(verb) and reality(verb) == "actual"
    return (Measure.KILLED if match[1].lower().startswith("kill") else Measure.WOUNDED) if done else None


def struck_first(text: str, quantity: Quantity, end: int, after: Span | None, people: People) -> Measure | None:
    """Return the measure of the verb before the number where what stands behind is told of the next one, `after` ("killed 30
    people injured 90"); None if it is not so. `end` is the end of the number's phrase."""
    word = text[end : after.start].strip().lower() if after else ""
    return struck(text, quantity, people) if word in _states() and not (after and _after().match(text, after.end)) else None


def _does(word: Token) -> bool:
    """Whether `word` is a verb with an object of its own: those counted before it do the deed."""
    return word.pos_ == "VERB" and any(c.dep_ == "dobj" and not barred(word, c) for c in word.children)


def is_state(word: str) -> bool:
    """Return whether `word` says by itself what befell people ("the 20 injured")."""
    return word.lower() in _states()
