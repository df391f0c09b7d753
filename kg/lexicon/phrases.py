"""Phrases: look-up of many names at once in a text, whatever its tokenisation.

Names and text are compared as words (runs of letters and digits), so that "Deir ez-Zor", "Deir ez - Zor" and "U. S." are
found as surely as "Deir ez-Zor" and "U.S.". Case counts: "IS" is a group, "is" is not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?:[ \t\u00a0]?[-–‐'’/&][ \t\u00a0]?|[ \t\u00a0]{1,2})?")
_INITIAL_GAP = re.compile(r"\.?[ \t\u00a0]?[-–]?[ \t\u00a0]?")


class Word(NamedTuple):
    """A word of a text; `linked` says whether the next one may belong to the same name (no comma, full stop or line break
    between them, but for the stops of abbreviations). A tuple, since they are made by the thousand."""

    text: str
    start: int
    end: int
    linked: bool


@dataclass(frozen=True, slots=True)
class Found[T]:
    """A phrase found at the characters ``[start, end)``."""

    start: int
    end: int
    value: T


def words_of(text: str) -> list[Word]:
    """Return the words of `text`."""
    words = [(match[0], *match.span()) for match in _WORD.finditer(text)]
    after = [*(start for _, start, _ in words[1:]), len(text)]
    return [
        Word(word, start, end, text[end:next_] == " " or _linked(word, text[end:next_]))
        for (word, start, end), next_ in zip(words, after, strict=True)
    ]


class Phrases[T]:
    """A set of phrases, each with a value; of several that begin at one word, the longest is found.

    `cased` says whether capitals count; if not, the phrases are given in lower case.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, cased: bool = True) -> None:
        self._tree: dict[str, Any] = {}
        self._key: Callable[[str], str] = str if cased else str.lower
        for phrase, value in phrases:
            node = self._tree
            for word in _WORD.findall(phrase):
                node = node.setdefault(word, {})
            node.setdefault("", value)

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Found[T]]:
        """Yield the phrases of `text`, whose words are `words`; none overlaps another. The full stop that ends an
        abbreviation ("U.S.") belongs to it."""
        free, tree = 0, self._tree
        if self._key is str:
            starts = [at for at, word in enumerate(words) if word[0] in tree]
        else:
            starts = [at for at, word in enumerate(words) if word[0].lower() in tree]
        for at in starts:
            if at >= free and (hit := self._longest(words, at)) is not None:
                last, value = hit
                yield Found(words[at].start, _with_stop(text, words, at, last), value)
                free = last + 1

    def _longest(self, words: Sequence[Word], at: int) -> tuple[int, T] | None:
        node, best = self._tree, None
        for i in range(at, len(words)):
            node = node.get(self._key(words[i].text), {})
            if "" in node:
                best = i, node[""]
            if not node or not words[i].linked:
                break
        return best


def _linked(word: str, gap: str) -> bool:
    if len(word) <= 2 and _INITIAL_GAP.fullmatch(gap):
        return True
    return _GAP.fullmatch(gap) is not None


def _with_stop(text: str, words: Sequence[Word], first: int, last: int) -> int:
    end = words[last].end
    abbreviated = last > first and len(words[last].text) == 1 and "." in text[words[first].end : words[last].start]
    return end + 1 if abbreviated and text[end : end + 1] == "." else end
