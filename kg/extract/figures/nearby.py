"""Casualties by the words beside a number, where syntax gives nothing: "30 wounded", "five of them children", tolls."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from kg.extract.figures.lists import barred
from kg.extract.figures.quantities import Quantity, covered
from kg.extract.figures.reality import reality
from kg.lexicon.words import table
from kg.model import Measure, Span

_FILLERS = (
    r"(?:(?:were|was|are|is|been|being|have|had|has|be|also|reported|confirmed|feared|believed|presumed|left|listed|as|"
    r"reportedly|others|more|people|persons)\s+)"
)


@cache
def _states() -> dict[str, Measure]:
    return {row["word"]: Measure(row["measure"]) for row in table("casualty_words") if row["pos"] == "adj"}


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(sorted(_states(), key=len, reverse=True))
    return re.compile(
        rf"\s+{_FILLERS}{{0,5}}(?:seriously\s|slightly\s|badly\s|critically\s)?({words})\b(?!\s(?:by|in)\sthe\shands)", re.I
    )


_ONE = re.compile(r"\s+(?:was|is|has)\b", re.I)
_LIVES = re.compile(r"\b(?:claim|take|took|taken|cost|lose|lost)\w*\s(?:[a-z]+\s)?$", re.I)
_TOLL = re.compile(
    r"\b(?:death toll|toll|(?:number|count) of (?:the )?"
    r"(?P<what>dead|killed|deaths|fatalities|casualties|injured|wounded|missing))\b(?P<between>[^.;:\n]{0,70})$",
    re.I,
)


def state(text: str, quantity: Quantity, end: int, after: Span | None = None, *, whole: bool = False) -> Measure | None:
    """Return the measure that the participle or adjective after the number gives ("20 dead", "seven others were injured") or
    that it counts by itself ("the 20 injured"); None if it is not told as a fact. `end` is the end of the number's phrase,
    `after` the next number's phrase, which tells a headline ("9 killed 12 hurt") from a deed ("9 bombers killed 12 men");
    what is said of a part is not said of the `whole` ("7 of the 15 men were killed")."""
    if quantity.head is not None and quantity.head.lemma_.lower() in ("life", "live"):
        return (
            Measure.KILLED
            if _LIVES.search(text[max(0, quantity.number.span.start - 20) : quantity.number.span.start])
            else None
        )
    if quantity.head is not None and quantity.head.lower_ in _states():
        return _states()[quantity.head.lower_]
    match = _after().match(text, end)
    if not match or (whole and match.start(1) > end + 1):
        return None
    if _ONE.match(match[0]) and quantity.number.low != 1:
        return None  # "the leader of 12 rebels was killed"
    word = covered(quantity.last.doc, match.start(1), match.end(1))[0]
    if _does(word) and not (after and match.end(1) <= after.start <= match.end(1) + 2 and _after().match(text, after.end)):
        return None
    told = [token for token in (word, word.head, quantity.last.head) if token.pos_ in ("VERB", "AUX", "ADJ")]
    return None if any(reality(token) != "actual" for token in told) else _states()[match[1].lower()]


def _does(word: Token) -> bool:
    """Whether `word` is a verb with an object of its own: those counted before it do the deed."""
    return word.pos_ == "VERB" and any(c.dep_ == "dobj" and not barred(word, c) for c in word.children)


def is_state(word: str) -> bool:
    """Return whether `word` says by itself what befell people ("the 20 injured")."""
    return word.lower() in _states()


def toll(text: str, quantity: Quantity) -> Measure | None:
    """Return the measure of a toll that the number states ("the death toll rose to 20", "the number of injured is 9")."""
    start = quantity.number.span.start
    match = _TOLL.search(text[max(0, start - 110) : start])
    if not match or not re.search(
        r"\b(?:to|at|of|is|was|from|reached|reaches|passed|topped|exceeded|:)\s*$", match["between"], re.I
    ):
        return None
    what = (match["what"] or "dead").lower()
    return _TOLLS.get(what, Measure.KILLED)


_TOLLS = {"casualties": Measure.CASUALTIES, "injured": Measure.WOUNDED, "wounded": Measure.WOUNDED, "missing": Measure.MISSING}


def parts(
    text: str, found: list[Quantity], spans: list[Span], measures: Mapping[int, Measure]
) -> Iterator[tuple[int, Measure]]:
    """Yield the quantities that count a part of one before them in the sentence, with its measure: "20 people, including two
    children", "five of them women"."""
    for position, quantity in enumerate(found):
        if position in measures or position == 0:
            continue
        before = text[spans[position - 1].end : spans[position].start]
        whole = measures.get(position - 1)
        if whole is None or len(before) > 60 or quantity.last.sent != found[position - 1].last.sent:
            continue
        after = text[quantity.number.span.end : quantity.number.span.end + 9].lower()
        if _PART.search(before) or after.startswith((" of them", " of whom")):
            measures = {**measures, position: whole}
            yield position, whole


_PART = re.compile(r"(?:\bincluding|\bamong them|\bamong whom were|\bmost of them|\bof whom)\b[^.;]*$", re.I)
