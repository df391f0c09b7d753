"""Quantities: the numbers of a report that count or measure something, with the noun they belong to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.figures.bounds import Bounded, bounded
from kg.extract.figures.numbers import Numeral, numerals
from kg.extract.shelf import Shelf
from kg.lexicon.words import table
from kg.model import Grain, Span, Time

_WEAK = re.compile(
    r"(?:a |several |many |the )?(?:several|many|numerous|countless|multiple|handful|few|both|couple|pair|trio|one)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its canonical name, dimension, and the span of its words."""

    name: str
    dimension: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bounded number among the tokens of its report, whose whole text is `text`: `last` is its last token, `head` the noun it
    counts (None where it stands alone: "killing 20"), `unit` its unit of measure, `partitive` whether "of" stands between
    ("dozens of towns")."""

    text: str
    number: Bounded
    last: Token
    head: Token | None
    unit: Unit | None = None
    partitive: bool = False

    @property
    def weak(self) -> bool:
        """Whether the words are too vague or common to count for themselves ("several", "many", "one")."""
        return bool(_WEAK.fullmatch(self.number.numeral.span.of(self.text)))


def quantities(doc: Doc, times: Iterable[Time]) -> Iterator[Quantity]:
    """Yield the quantities of `doc` in text order; dates, ages, names of units and roads, and times of day are none."""
    whole = doc.text  # put together from the tokens each time that it is asked for
    blocked = Shelf((time.span, time) for time in times if _fixed(whole, time))
    for text in _apart(doc, whole):
        for numeral in numerals(text):
            if blocked.at(numeral.span) or _label(text, numeral.span):
                continue
            if found := _quantity(doc, text, numeral):
                yield found


def _quantity(doc: Doc, text: str, numeral: Numeral) -> Quantity | None:
    number = bounded(text, numeral)
    tokens = covered(doc, numeral.span.start, numeral.span.end)
    if not tokens or _glued(text, number) or _joins(tokens[-1]):
        return None
    unit = _unit(text, numeral.span, number.span.end)
    if unit and unit.dimension == "duration" and _when(text, unit.span.end):
        return None
    head, partitive = (None, False) if unit else _head(tokens[-1])
    if head is not None and _is_when(tokens[-1], head):
        head = None
    if head is not None and head.lower_ in _words("head"):
        return None
    if head is None and _PARENT.search(text[max(0, numeral.span.start - 24) : numeral.span.start]):
        return None
    if head is not None and _verb_in_headline(tokens[-1], head):
        head = None
    return Quantity(text, number, tokens[-1], head, unit, partitive)


def _joins(word: Token) -> bool:
    """Whether `word` counts nothing, but goes with an "and" ("[both] soldiers and civilians")."""
    both = word.lower_ == "both"
    return both and (word.dep_ == "preconj" or (word.dep_ == "det" and any(word.head.conjuncts)))


def _apart(doc: Doc, text: str) -> Iterator[str]:
    """Yield `text`, or if its headline runs into its body ("… at the marketTwo men died") each of the two, in its place."""
    end = doc.user_data.get("headline", 0)
    yield text[: end or None]
    if end:
        yield " " * end + text[end:]


def is_whole(found: Sequence[Quantity], position: int) -> bool:
    """Return whether the number at `position` is what the one before it is a part of: "7 of the [15] hostages were killed"."""
    if not position:
        return False
    start, here = found[position - 1].number.numeral.span.end, found[position]
    return bool(_PART_OF.fullmatch(here.text[start : max(start, here.number.span.start)]))


_PART_OF = re.compile(r"\s(?:out )?of (?:(?:the|its|their|his|her|these|those|all|some) )*", re.I)


def covered(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens that share a character with ``[start, end)``."""
    found = doc.char_span(start, end, alignment_mode="expand")
    return list(found) if found is not None else []


def _fixed(text: str, time: Time) -> bool:
    """Whether the numbers inside a time are parts of a date, not an amount of time ("the past three days")."""
    return time.grain not in (Grain.DURATION, Grain.INTERVAL) or not _AMOUNT.search(time.span.of(text))


_AMOUNT = re.compile(r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade)s?$", re.I)


def _when(text: str, end: int) -> bool:
    """Whether an amount of time is the distance to a moment ("three days ago", "two weeks later") or an age."""
    return bool(re.match(r"\s(?:ago|later|earlier|before|after|old)\b", text[end : end + 9]))


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("not_counted") if row["place"] == place)


def _label(text: str, span: Span) -> bool:
    """Whether the number is a name's part ("Highway 80", "Resolution 2249", "#5") or an age ("aged 42")."""
    before = re.search(r"([\w#]+)\.?\s?$", text[max(0, span.start - 20) : span.start])
    if text[span.start : span.end].lower() == "one" and _NONE.search(text[max(0, span.start - 12) : span.start]):
        return True
    labelled = before and before[1].lower() in _words("before") and text[span.start].isdigit()
    return bool(labelled or _AGE.search(text[max(0, span.start - 24) : span.start]))


def _is_when(last: Token, head: Token) -> bool:
    """Whether `head` says when, and is not what the number ending in `last` counts ("including 3,800 [this year]")."""
    return _unit_rows().get(head.lower_, ("", ""))[1] == "duration" and last.nbor().lower_ in _POINTING


_POINTING = ("this", "last", "that", "each", "every")
_NONE = re.compile(r"\b(?:no|any|every|some|this|that|which|another)\s$", re.I)
_AGE = re.compile(r"\b(?:ages? (?:of|from|between)|aged|ages? \d+ (?:and|to))\s+$", re.I)
_PARENT = re.compile(r"\b(?:mother|father|parents?) of\s+$", re.I)
"""What stands before a number of children that nothing more is told of: "a mother of three"."""
_UNITS_AFTER_HYPHEN = ("length", "area")


def _glued(text: str, number: Bounded) -> bool:
    """Whether a hyphen ties the number to the next word ("a five-storey house", "16-year-old"), lengths and areas left out."""
    end = number.span.end
    if not re.match(r"-\w", text[end : end + 2]):
        return False
    unit = _unit(text, number.numeral.span, end)
    return unit is None or unit.dimension not in _UNITS_AFTER_HYPHEN


@cache
def _unit_rows() -> dict[str, tuple[str, str]]:
    return {row["surface"]: (row["unit"], row["dimension"]) for row in table("units")}


@cache
def _unit_pattern() -> re.Pattern[str]:
    found = sorted(_unit_rows(), key=len, reverse=True)
    return re.compile(rf"[\s-]?(?:additional\s|more\s|further\s|other\s)?({'|'.join(map(re.escape, found))})(?![\w])", re.I)


_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound sterling"}


def _unit(text: str, numeral: Span, end: int) -> Unit | None:
    sign = next((name for mark, name in _CURRENCIES.items() if mark in text[numeral.start : numeral.start + 3]), None)
    if sign:
        return Unit(sign, "money", numeral)
    match = _unit_pattern().match(text, end)
    if not match or (text[numeral.start : numeral.end].lower() in ("a", "both")):
        return None
    name, dimension = _unit_rows()[match[1].lower()] if match[1].lower() in _unit_rows() else _unit_rows()[match[1]]
    return Unit(name, dimension, Span(match.start(1), match.end(1)))


def _verb_in_headline(last: Token, head: Token) -> bool:
    """Whether a verb that a headline's tagger took for a noun stands up to `head`: "Blast kills 12 wounds 50"."""
    doc = last.doc
    for token in doc[last.i + 1 : head.i + 1]:
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.lower_ in _HEADLINE and after is not None and (after.like_num or after.i <= head.i):
            return True
    return False


_HEADLINE = frozenset(["wounds", "injures", "injure", "wound", "kills", "kill", "hurts", "hurt", "leaves"])
_NOUNS = ("NOUN", "PROPN")


def _head(last: Token) -> tuple[Token | None, bool]:
    """Return the noun that the number ending in `last` counts, and whether "of" stands between."""
    step = last.nbor() if last.i + 1 < len(last.doc) else None
    if step is not None and step.lower_ == "of" and step.sent == last.sent:
        return noun_after(step), True
    if step is None or step.is_sent_start:
        return None, False
    head = last.head
    if (
        last.dep_ in ("nummod", "amod", "det", "compound", "quantmod")
        and head.i > last.i
        and head.pos_ in _NOUNS
        and _bridged(last, head)
    ):
        return head, False
    return noun_after(last), False


def _bridged(last: Token, head: Token) -> bool:
    between = last.doc[last.i + 1 : head.i]
    if any(
        token.pos_ == "NUM" or token.lower_ in ("but", "–", "—", "--") or token.text + token.whitespace_ == "- "
        for token in between
    ):
        return False
    return len(between) < 7 and not any(token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG") for token in between)


def noun_after(token: Token) -> Token | None:
    """Return the head of the noun phrase that follows `token` at once, None if none does."""
    doc, found = token.doc, None
    for here in doc[token.i + 1 : token.i + _LONGEST]:
        if here.is_sent_start or not (here.pos_ in _NOUNS or _may_stand_before_noun(here, found)):
            break
        if here.pos_ in _NOUNS:
            found = here
    return found


_LONGEST = 9
"""Words after a number within which its noun is looked for."""


def _may_stand_before_noun(here: Token, found: Token | None) -> bool:
    if here.tag_ == "HYPH" or here.text == "-":
        return not here.whitespace_
    if found is not None:
        return here.tag_ == "POS"
    if here.tag_ in ("VBN", "VBG"):
        return here.dep_ in ("amod", "compound")
    return (
        here.pos_ in ("ADJ", "ADV", "DET")
        or here.tag_ in ("PRP$", "``", "''", "POS")
        or here.lower_ in ("and", "or")
        or here.is_quote
    )
