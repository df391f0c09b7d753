"""Quotations: words in quotation marks of any style, nested, never closed, or opened again in each paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.reading import Quotation
from kg.model import Span

LOOK_AHEAD = 8
"""Paragraphs within which a quotation that is not opened again must be closed to be one (speeches run to about five)."""

_MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’‚']")
# A mark's family, and what it does by its shape alone; "?" where only its neighbours tell.
_SHAPES = {
    "“": ("double", "open"), "‟": ("double", "open"), "„": ("double", "open"), "”": ("double", "close"),
    "«": ("angle", "open"), "»": ("angle", "close"), "‹": ("angle", "open"), "›": ("angle", "close"),
    "``": ("double", "open"), "''": ("double", "close"), '"': ("double", "?"),
    "‘": ("single", "open"), "‚": ("single", "open"), "’": ("single", "close"), "'": ("single", "?"),
}  # fmt: skip
_ELISION = re.compile(r"\d0s|(?:em|til|cause|tis|twas|n|bout|round)\b", re.I)
_CLITIC = re.compile(r"\s?(?:s|ve|re|ll|d|m|t)\b", re.I)
_OPENERS = set("([{—–-/“„«‘\"'`…")
_LATER_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    does: str  # open | close | either

    @property
    def family(self) -> str:
        return _SHAPES[self.glyph][0]


@dataclass(frozen=True, slots=True)
class _Scan:
    """What one paragraph holds: its quotations, its last mark left open, and the closing mark that opens nothing."""

    found: tuple[Quotation, ...]
    unclosed: _Mark | None
    orphan: _Mark | None
    marked: bool


def quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of `text`, in text order, an outer one before those in it.

    One that runs over several paragraphs is one Quotation a paragraph, `closed` False in all but the last. Apostrophes,
    feet and inches are none.
    """
    scans = [_scan(text, paragraph) for paragraph in paragraphs]
    found = [quotation for scan in scans for quotation in scan.found]
    for at, scan in enumerate(scans):
        if scan.unclosed:
            found += _continued(text, paragraphs, scans, at)
    return tuple(sorted(found, key=lambda quotation: (quotation.whole.start, -quotation.whole.end)))


def _continued(text: str, paragraphs: tuple[Span, ...], scans: list[_Scan], at: int) -> Iterator[Quotation]:
    """Yield the later paragraphs of the quotation left open in paragraph `at`, where they are not opened again."""
    ahead = range(at + 1, min(at + 1 + LOOK_AHEAD, len(scans)))
    last = next((number for number in ahead if scans[number].marked), None)
    orphan = scans[last].orphan if last is not None else None
    if last is None or orphan is None:
        return
    for number in range(at + 1, last):
        yield Quotation(paragraphs[number], paragraphs[number], closed=False)
    if content := _trimmed(text, paragraphs[last].start, orphan.start):
        yield Quotation(content, Span(paragraphs[last].start, orphan.end))


def _scan(text: str, paragraph: Span) -> _Scan:
    stack: list[_Mark] = []
    found: list[Quotation] = []
    orphan: _Mark | None = None
    marked = False
    for mark in _marks(text, paragraph):
        top = stack[-1] if stack else None
        if _closes(mark, stack):
            while stack[-1].family != mark.family:
                stack.pop()
            found += _quotation(text, stack.pop(), mark, depth=len(stack))
        elif mark.does == "close":
            orphan = mark if mark.family != "single" and not marked else orphan
        elif top and top.glyph == mark.glyph and mark.family != "single":
            found += _unclosed(text, stack.pop(), mark.start)
            stack.append(mark)
        else:
            stack.append(mark)
        marked = marked or mark.family != "single"
    left = next((mark for mark in stack if mark.family != "single"), None)
    if left:
        found += _unclosed(text, left, paragraph.end)
    return _Scan(tuple(found), left, orphan, marked)


def _closes(mark: _Mark, stack: list[_Mark]) -> bool:
    return mark.does in ("close", "either") and any(other.family == mark.family for other in stack)


def _quotation(text: str, opening: _Mark, closing: _Mark, depth: int) -> Iterator[Quotation]:
    if content := _trimmed(text, opening.end, closing.start):
        yield Quotation(content, Span(opening.start, closing.end), depth=depth)


def _unclosed(text: str, opening: _Mark, end: int) -> Iterator[Quotation]:
    if content := _trimmed(text, opening.end, end):
        yield Quotation(content, Span(opening.start, content.end), closed=False)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    inside: set[str] = set()
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        does = _role(text, match.start(), match.end(), paragraph, inside)
        if does:
            mark = _Mark(match.start(), match.end(), match[0], does)
            inside = (
                inside ^ {mark.family}
                if does == "either"
                else inside | {mark.family}
                if does == "open"
                else inside - {mark.family}
            )
            yield mark


def _role(text: str, start: int, end: int, paragraph: Span, inside: set[str]) -> str | None:
    """Return what the mark at [start, end) does (open, close, either), None if it is no quotation mark."""
    family, shape = _SHAPES[text[start:end]]
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    opens = (before.isspace() or before in _OPENERS) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if family == "single":
        return _single(text, start, end, paragraph, opens=opens, closes=closes, inside="single" in inside)
    if shape == "?":
        return _straight(before, after, opens=opens, closes=closes)
    if shape == "open" and family in inside and closes and not opens:
        return "close"  # „German“ and other texts that close with the sign that opens elsewhere
    if shape == "close" and family not in inside and opens and not closes:
        return "open"  # ”Swedish”, »Danish«
    return shape


def _straight(before: str, after: str, *, opens: bool, closes: bool) -> str | None:
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return None if before.isalnum() and after.isalnum() else "either"


def _single(text: str, start: int, end: int, paragraph: Span, *, opens: bool, closes: bool, inside: bool) -> str | None:
    rest = text[end : paragraph.end]
    if inside and closes and not _possessive(text, start, rest):
        return "close"
    if opens and not inside and text[start] != "’" and rest[:1].isalnum() and not _ELISION.match(rest):
        clitic = text[start] == "'" and _CLITIC.match(rest)
        return "open" if not clitic and _LATER_SINGLE.search(rest) else None
    return None


def _possessive(text: str, start: int, rest: str) -> bool:
    """Return whether the mark at `start` is an apostrophe: "the rebels' camp" with a closing mark still to come, "they’ ve"."""
    if _CLITIC.match(rest):
        return True
    plural = text[start - 1] == "s" and re.match(r"\s[a-z]", rest)
    return bool(plural and _LATER_SINGLE.search(rest))
