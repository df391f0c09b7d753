"""Numbers in running text: digits, words, ranges and vague plurals, each with the value it states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon.words import table
from kg.model import Number, Span

_DIGITS = r"\d+(?:[.,]\d+)*"
_PROPER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GLUED = r"(?:km|kg|mm|cm|ft|kph|mph|nm)(?:²|2|\b)"
_GAP = r"(?:[ \u00a0\u202f]|-(?=[a-z]))"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands: `span` of its words, the ends of the range it states (equal for a plain number, None for a
    vague or malformed one), `joined` "to" for a range, "" else, and `flag` why it cannot be read."""

    span: Span
    low: Number | None
    high: Number | None
    joined: str = ""
    flag: str | None = None
    fraction: bool = False


def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers of `text` in text order; no two share a character."""
    return tuple(_merged(text, [_single(match) for match in _pattern().finditer(text)]))


def value(words: str) -> Number | None:
    """Return what the number `words` is worth ("2,000", "two hundred and fifty", "2.5 million"); None if it states no value.

    >>> value("one thousand two hundred")
    1200
    """
    total: Number = 0
    part: Number = 0
    seen = False
    for word in re.findall(rf"{_DIGITS}|[a-z]+", words.lower()):
        if word in ("a", "an", "and", "of", "the"):
            continue
        worth, kind = _worth(word)
        if worth is None:
            return None
        if kind in ("scale", "suffix"):
            part = (part or 1) * worth
            total, part = (total, part) if worth == 100 or word == "dozen" else (total + part, 0)
        elif kind == "fraction" and seen:
            part *= worth
        else:
            part += worth
        seen = True
    return _whole(total + part) if seen else None


def _whole(number: Number) -> Number:
    nearest = round(number)
    return nearest if abs(number - nearest) < 1e-6 * max(1, abs(nearest)) else number


def _worth(word: str) -> tuple[Number | None, str]:
    if word[0].isdigit():
        return (float(word.replace(",", "")) if _PROPER.fullmatch(word) else None), "digits"
    if written_together := _TENS.fullmatch(word):
        ten, unit = (_words()[part][0] for part in written_together.groups())
        return float(ten) + float(unit), "ten"
    worth, kind = _words().get(
        word.removesuffix("s") if word.endswith(("thirds", "quarters", "fifths", "tenths")) else word, ("", "")
    )
    return (float(worth) if worth else None), kind


_TENS = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)")
"""Numbers written together: "thirtythree"."""


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["value"], row["kind"]) for row in table("number_words")}


def _of_kind(*kinds: str) -> str:
    found = [word for word, (_, kind) in _words().items() if kind in kinds]
    return "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")"


@cache
def _pattern() -> re.Pattern[str]:
    plain, scale, vague = _of_kind("unit", "ten"), _of_kind("scale"), _of_kind("vague")
    word = rf"(?:{_TENS.pattern.replace('(', '(?:')}|{plain}|{scale})"
    joint = rf"(?:{_GAP}(?:and\s)?|-)"
    return re.compile(
        rf"""(?<![\w.,/:])(?<![A-Za-z]-)(?:
        (?P<vague>(?:(?:a|several|many|the)\ )?{vague}(?:\ of\ {vague}|\ {scale}\b)*)
        |(?P<share>(?:{plain}|a)[ -](?:third|quarter|fifth|tenth|half)s?(?=\ of\b)|half(?=\ (?:of\b|the\b|its\b|their\b)))
        |(?P<half>half{_GAP}an?{_GAP}{scale})
        |(?P<set>(?:a|the)\ (?:couple|pair|trio)(?=\ of\b)|both(?!\ (?:sides|in)\b))
        |(?P<word>(?:an?{_GAP})?{word}(?:{joint}{word})*)
        |(?P<digits>(?:US|A|C)?[$€£]\s?)?(?P<figures>(?>{_DIGITS}))(?P<scale>{_GAP}?{scale}\b|(?:{_of_kind("suffix")})\b)?
        )(?![\w%]*\d)(?!(?-i:st|nd|rd|th|d)\b)(?=\b|\W|$|{_GLUED})""",
        re.X | re.I,
    )


def _single(match: re.Match[str]) -> Numeral:
    span, words = Span(match.start(), match.end()), match.group()
    if match["vague"]:
        return Numeral(span, None, None)
    if match["share"]:
        share = value(words) if match["share"].lower() != "half" else 0.5
        return Numeral(span, share, share, fraction=True)
    if match["figures"] and not _PROPER.fullmatch(match["figures"]):
        return Numeral(span, None, None, flag=f"malformed number {match['figures']!r}")
    worth = value(re.sub(r"^\D*(?=\d)", "", words))
    return Numeral(span, worth, worth)


def _merged(text: str, found: list[Numeral]) -> Iterator[Numeral]:
    previous: Numeral | None = None
    for numeral in found:
        joined = previous and _range(text, previous, numeral)
        if joined:
            previous = joined
            continue
        if previous:
            yield previous
        previous = numeral
    if previous:
        yield previous


_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|or)\s", re.I)


def _range(text: str, one: Numeral, two: Numeral) -> Numeral | None:
    """Return the range that `one` and `two` make ("15 to 20", "between 15 and 20"), None if they stand for themselves."""
    if one.low is None or two.high is None or one.joined or one.fraction or two.fraction:
        return None
    between, before = text[one.span.end : two.span.start], text[max(0, one.span.start - 9) : one.span.start].lower()
    paired = re.fullmatch(r"\sand\s", between) and before.endswith("between ")
    if not paired and not (_JOINT.fullmatch(between) and not before.endswith("from ")):
        return None
    low = _same_scale(text, one, two)
    if low >= two.high:
        return None
    start = one.span.start - 8 if paired else one.span.start
    return Numeral(Span(start, two.span.end), low, two.high, joined="to")


def _same_scale(text: str, one: Numeral, two: Numeral) -> Number:
    """Return the low end: "2 to 3 million" means two million, where only the second number names the scale."""
    scale = re.search(r"(thousand|million|billion|trillion|bn|m|k)$", two.span.of(text), re.I)
    own = re.search(r"[a-z]$", one.span.of(text), re.I)
    assert one.low is not None
    return _whole(one.low * (value(scale[1]) or 1)) if scale and not own and one.low < 1000 else one.low
