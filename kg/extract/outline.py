"""Outline: paragraphs, then quotations, then sentences, in that order.

The parser looks for sentences too, but datelines, headlines without a full stop and quotation marks mislead it; so what
the signs on the page say comes first (where a sentence must begin, where none can), and the parser decides the rest.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.quotations import quotations
from kg.extract.reading import Quotation
from kg.model import Span

__all__ = ["chunks", "headline", "paragraphs", "quotations", "sentences", "start_sentences"]

_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_ENDS = re.compile(r"[.!?:;…\"”’')\]]\s*$")
_STOPS = set(".!?…:;—–-|•*_")
_CLOSERS = " \t\n\r\xa0\"”’'»)]}`"
_DASH = r"\s*(?:--+|[—–-])\s+"
_UPPER = r"(?=[\"“‘'`\[]*[A-Z0-9])"
# What agencies put before the first sentence of a report; the last form is TASS's "MOSCOW, September 10. /TASS/.".
_DATELINE = re.compile(
    rf"""[A-Z][^\n—–]{{2,60}}?,\ \d{{1,2}}\ [A-Z][a-z]{{2,8}}\.?(?:\ \d{{2,4}})?\s*(?:\([^)\n]{{1,40}}\))?\s*--+\s*
      (?:\[[A-Z]+\]\s*)?
    | [A-Z][A-Z.'’\ /-]{{2,40}}(?:,[^\n—–(]{{0,40}}?)?(?:\s*\([^)\n]{{2,40}}\))?{_DASH}{_UPPER}
    | [A-Z][^\n()—–]{{2,60}}\([A-Za-z][^)\n]{{1,40}}\)\s*(?:--+|[—–-])\s*{_UPPER}
    | \([A-Z][\w./\ ]{{1,25}}\)\s*(?:--+|[—–-])?\s*{_UPPER}
    | [A-Z][^\n/]{{2,40}}/[A-Z][^/\n]{{1,20}}/\.?\s*(?:[—–-]\s*)?{_UPPER}""",
    re.X,
)
_TITLES = re.compile(
    r"\b(?:Gen|Lt|Col|Sgt|Maj|Capt|Cpl|Cmdr|Brig|Adm|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Amb|Supt|Insp|St|Mt|Ft|vs|No|Nos"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Sgd|al)\.\s*$"
)
_INITIAL = re.compile(r"(?<![.\w])[A-Z]\.\s*$")
_DOTS = re.compile(r"(?:\.{3,}|…|\. \. \.)([\"”’']?\s*)$")
# “… even more tangible!” Zelensky signed off as saying. - the words after the closing mark say only who spoke.
_TAG = re.compile(
    r"\s*(?:(?:[A-Z]|the\b|an?\b|he\b|she\b|they\b|it\b)[^.!?:;,\n]{0,60}?\s)?"
    r"(?:said|says|saying|added|adds|asked|told|wrote|writes|replied|noted|stated|tweeted|declared|insisted|warned)"
    r"(?:\s(?:in|on|at|by|to|during|via|reporters|journalists|state|local)\b[^.!?:;,\n]{0,60}?)?[.\n]"
)
_FINITE = re.compile(r"\b(?:that|was|were|is|are|had|has|have|would|will|could|did|who|which)\b")
_BRACKET = re.compile(r"\([^()\n]{1,400}\)|\[[^\[\]\n]{1,400}\]")


def paragraphs(text: str, headline: int = 0) -> tuple[Span, ...]:
    """Return the paragraphs of `text`, white space around them left out: its lines, or the blocks between blank lines
    where the lines are wrapped at a fixed width; the first `headline` characters are a paragraph of their own."""
    found = [(headline + m.start(), m[0]) for m in _LINE.finditer(text[headline:])]
    lines = [Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())) for start, line in found]
    body = tuple(_unwrapped(text, lines)) if _wrapped(text, lines) else tuple(lines)
    return (Span(0, headline), *body) if headline else body


def headline(text: str, title: str | None) -> int:
    """Return how many characters at the start of `text` are its title, where the body follows without so much as a space
    ("… in the south of the cityRebels have"), as it does in text taken from web pages; 0 else."""
    title = (title or "").rstrip()
    body = text[len(title) : len(title) + 1]
    glued = text.startswith(title) and (body.isupper() or body.isdigit() or body in _OPENERS)
    return len(title) if body and glued and title.count(" ") >= _SHORTEST else 0


_OPENERS = "\"“‘'«(["
_SHORTEST = 2
"""Spaces that a title has at least: a text may begin with the letters of a shorter one by chance."""


def chunks(text: str, limit: int) -> Iterator[Span]:
    """Yield consecutive spans that make up `text`, each at most `limit` characters long: cut between paragraphs, else
    after a sentence's end, else at white space, else anywhere."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= limit else _cut(text, start, start + limit)
        yield Span(start, end)
        start = end


@Language.component("kg_outline")
def start_sentences(doc: Doc) -> Doc:
    """Say where a sentence must begin and where none can, before the parser looks for others."""
    text = doc.text
    outline = paragraphs(text, doc.user_data.get("headline", 0))
    starts = _starts(text, outline)
    barred = _barred(text, outline, quotations(text, outline))
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.is_space or token.idx in barred or not _may_start(text, token):
            token.is_sent_start = False
    return doc


def sentences(doc: Doc, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences of `doc`, in text order.

    Every character that is not white space is in exactly one; none reaches over a paragraph's end (in a text whose lines
    are wrapped, it may hold line breaks); white space between two sentences belongs to neither.
    """
    found = []
    text = doc.text
    outline = iter(paragraphs)
    paragraph = next(outline, None)
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        while paragraph and paragraph.start < end:
            if inner := _trimmed(text, max(start, paragraph.start), min(end, paragraph.end)):
                found.append(inner)
            if paragraph.end > end:
                break
            paragraph = next(outline, None)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Return whether the lines of `text` are cut at a fixed width: of the breaks without a blank line, two in five go on
    with a small letter after a line that does not end a sentence."""
    breaks = [(one, two) for one, two in pairwise(lines) if _adjacent(text, one, two)]
    soft = [one for one, two in breaks if text[two.start].islower() and not _ENDS.search(one.of(text)[-3:])]
    return len(soft) >= 3 and len(soft) * 5 >= len(breaks) * 2


def _adjacent(text: str, one: Span, two: Span) -> bool:
    return text.count("\n", one.end, two.start) == 1


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    width = max(len(line) for line in lines if len(line) < 200) if any(len(line) < 200 for line in lines) else 80
    start, last = lines[0].start, lines[0]
    for line in lines[1:]:
        ended = len(last) < 0.7 * width and bool(_ENDS.search(last.of(text)[-3:]))
        if ended or not _adjacent(text, last, line) or line.start - text.rindex("\n", 0, line.start) > 2:
            yield Span(start, last.end)
            start = line.start
        last = line
    yield Span(start, last.end)


def _cut(text: str, start: int, end: int) -> int:
    for sign in ("\n\n", "\n", ". ", " "):
        at = text.rfind(sign, start + 1, end)
        if at > start:
            found = at + len(sign)
            while sign[0] == "\n" and found < end and text[found] == "\n":
                found += 1
            return found
    return end


def _starts(text: str, outline: tuple[Span, ...]) -> set[int]:
    starts = {span.start for span in outline}
    for paragraph in outline:
        if dateline := _DATELINE.match(text, paragraph.start, paragraph.end):
            starts.add(dateline.end())
    return starts


def _barred(text: str, outline: tuple[Span, ...], quotes: tuple[Quotation, ...]) -> set[int]:
    """Return the offsets at which no sentence begins: inside a dateline, inside a bracket that interrupts a
    sentence, at a closing mark, after an opening one."""
    barred: set[int] = set()
    for dateline in filter(None, (_DATELINE.match(text, span.start, span.end) for span in outline)):
        barred.update(range(dateline.start() + 1, dateline.end()))
    for bracket in _BRACKET.finditer(text):
        before = text[max(0, bracket.start() - 3) : bracket.start()].rstrip(" ")
        if before and before[-1] not in '.!?\n”"':
            barred.update(range(bracket.start(), bracket.end()))
    for quote in quotes:
        if quote.whole.start < quote.content.start:
            barred.update(range(quote.whole.start + 1, quote.content.start + 1))
        barred.update(range(quote.content.end, quote.whole.end))
    return barred


def _may_start(text: str, token: Token) -> bool:
    """Return whether the signs before `token` allow a sentence to begin with it."""
    before = text[max(0, token.idx - 24) : token.idx]
    last = before.rstrip(_CLOSERS)[-1:]
    if not last or last not in _STOPS:
        return False
    if dots := _DOTS.search(before):
        return bool(dots[1]) and not token.text[0].islower()
    if token.text[0].islower() and before.rstrip()[-1:] not in _STOPS:
        return False  # “Will they come?” he asked
    if _tags(text, token.idx, before):
        return False
    return not _TITLES.search(before) and not _INITIAL.search(before)


def _tags(text: str, start: int, before: str) -> bool:
    """Return whether a quotation's speaker follows its closing mark, and nothing else: no sentence of its own."""
    if before.rstrip()[-1:] not in "\"”»'’" or "\n" in before[len(before.rstrip()) :]:
        return False
    tag = _TAG.match(text[start : start + 160])
    return tag is not None and not _FINITE.search(re.sub(r"\b(?:was|were|is|are) quoted", "", tag[0]))
