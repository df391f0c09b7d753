"""Parts: figures of a report that count no whole - some of those who were counted before, and those who came on top of them."""

import re
from collections.abc import Iterator, Mapping

from kg.model import Figure, is_share

_FURTHER = re.compile(r"\b(?:others?|another|additional|further)\b|\bmore\b(?! than)", re.I)
_OF_THEM = re.compile(r"\bof (?:those|them|whom|which|the)\b", re.I)
_OF_THE_DEAD = re.compile(
    r"\bof (?:the|those|its) (?:\w+ )?(?:victims|dead|killed|deaths|fatalities|casualties|wounded|injured)\b", re.I
)
_OF_ONE_SIDE = re.compile(r"\s(?:\w+\s){0,2}(?:among|from|in) (?:the|its|their) (?:own )?ranks\b", re.I)
_AND_OTHERS = re.compile(
    r"[^.]*?\b(?:while|and) (?:another )?\w+ (?:others|more(?! than))\b(?!(?: \w+)? (?:wounded|injured|hurt))", re.I
)
_NO_PEOPLE = re.compile(r"\b(?:strikes?|airstrikes?|raids?|attacks?|shells?|rockets?)$", re.I)
_ALSO = re.compile(r"\b(?:were|was|have|has|had|been) also\b|\balso (?:killed|kill|died|lost|wounded|injured|hurt)\b", re.I)
_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}"
_LISTED = re.compile(rf"[^.;]{{0,25}}?\bin (?:the )?{_NAME},?(?: \d[\d,]* in {_NAME},?)+ and \d[\d,]* in ")
"""What follows the first of several numbers, each with a town of its own ("12 in Sake, 9 in Masisi and 4 in Rubaya")."""
_GOES_ON = re.compile(rf"\bin (?:and around )?{_NAME},?(?: and)? (?:another )?$")
_ITEM = re.compile(r"\s?in [a-z]*\s?[A-Z]")
_BODIES = re.compile(r"\bbodies\b(?! of)", re.I)
_SEEN = re.compile(r"\b(?:saw|seen|seeing|see|counted)\b[^.]{0,12}\bbodies of $", re.I)
_AFTER, _NEAR = len(" of which "), len(" were also killed")
_LINE = 80
_ONE = frozenset({"1", "one"})


class Parts:
    """The figures of one document, by id, in the words of its `text`."""

    def __init__(self, text: str, figures: Mapping[str, Figure]) -> None:
        self._text, self._figures = text, figures
        self._seen: dict[str, str | None] = {}

    def holds(self, figure: Figure, incident: str | None) -> bool:
        """Return whether `figure`, of those who came to harm in `incident`, is a part: a person who is named or told of ("the
        mayor", "a child"), one of those that were counted before or fell on one side, or those who came on top of them ("six
        others"; "were also killed", unless in another incident)."""
        self._seen[figure.id] = incident
        if figure.low == figure.high == 1 and figure.as_written.casefold() not in _ONE:
            return True
        if is_share(figure, self._figures.get(figure.part_of or "")) or self._says_so(figure):
            return True
        start, end = figure.span.start, figure.span.end
        before = list(self._before(figure))
        if _FURTHER.search(self._text[start : end + _AFTER]):
            return bool(before)
        also = _ALSO.search(self._text, max(0, start - _NEAR), end + _NEAR)
        return bool(also) and any(self._seen.get(one.id) in (None, incident) for one in before)

    def _says_so(self, figure: Figure) -> bool:
        end = figure.span.end
        some = not figure.counts or figure.counts.start >= end
        of_them = some and _OF_THEM.search(self._text[figure.span.start : end + _AFTER])
        told = (
            of_them
            or _OF_THE_DEAD.search(self._text, figure.span.start, end + _AFTER)
            or self._is_listed(figure)
            or self._is_found(figure)
            or _OF_ONE_SIDE.match(self._text, end)
            or _AND_OTHERS.match(self._text, end)
        )
        return bool(told or _NO_PEOPLE.search(self._text, figure.span.start, end))

    def _is_listed(self, figure: Figure) -> bool:
        """Return whether `figure` is one of several, each with its own town, or the later one of two: "45 in Goma and 22 in
        Sake"."""
        start, end = figure.span.start, figure.span.end
        again = _ITEM.match(self._text, end) and _GOES_ON.search(self._text, max(0, start - _LINE), start)
        return bool(again or _LISTED.match(self._text, end))

    def _is_found(self, figure: Figure) -> bool:
        """Return whether `figure` counts bodies that somebody has found or seen so far."""
        start, end = figure.span.start, figure.span.end
        return bool(_BODIES.search(self._text, start, end + 1) or _SEEN.search(self._text, max(0, start - _LINE), start))

    def _before(self, figure: Figure) -> Iterator[Figure]:
        """Yield the figures before `figure` to which it may be added: other numbers of what it measures. "40 others were
        wounded" are all the wounded where only the dead were counted before."""
        for one in self._figures.values():
            other = one.measure is figure.measure and (one.low, one.high) != (figure.low, figure.high)
            if one.span < figure.span and other:
                yield one
