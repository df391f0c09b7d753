"""Bracketed names: what an acronym in brackets shortens, however long it is ("the Front for Justice and Unity (FJU)")."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.nominals import bodies
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.known import known
from kg.model import Form, Kind, Span

_LINK = r"(?:(?:for|of|in|on|and|against|to)(?: the)? |de |pour |la |le |du |al[ -]|wal[ -]?|wa-l-)"
_NAME = re.compile(rf"(?<![\w’'-])((?:[A-Z][\w’'-]*+)(?: {_LINK}{{0,2}}[A-Z][\w’'-]*){{1,14}}) ?\(([A-Z][A-Za-z-]{{2,9}})[,;)]")
_LINKED = re.compile(r" (?:for|of|on|and|against|to|de|pour)\b")


def bracketed(material: Material) -> Iterator[Proposal]:
    """Yield the full names that the model cuts short: with a preposition in them and their acronym in brackets behind them."""
    for match in _NAME.finditer(material.text):
        start = _beginning(match[1], match[2])
        name = match[1][start:]
        if " " in name and (_LINKED.search(name) or _spells(name, match[2])):
            span = Span(match.start(1) + start, match.end(1))
            head = Span(span.start, span.start + len(re.split(r" (?:for|of|on|against|to|de|pour) ", name)[0]))
            kind = Kind.UNIT if _armed(name) else Kind.ORGANISATION
            yield Proposal(span, head, kind, Form.NAMED, ranks.BODY, "bracketed")


def _beginning(name: str, acronym: str) -> int:
    """Return where in `name` the name begins: where its initials begin to be the letters of `acronym`, else behind the titles
    and other words that only stand before it."""
    words = list(re.finditer(r"[A-Z][\w’'-]*", name))
    for word in words:
        if _initials(name[word.start() :]) == acronym.upper().replace("-", ""):
            return word.start()
    first = next((i for i, word in enumerate(words) if not _only_before(word[0])), 0)
    return words[first].start()


def _spells(name: str, acronym: str) -> bool:
    """Return whether `acronym` is the initials of `name`, or some of those of all its words, small ones too."""
    letters, words = acronym.upper().replace("-", ""), iter(re.findall(r"(?<![^\W_])\w", name.upper()))
    return _initials(name) == letters or (
        len(letters) > 2 and name[0].upper() == letters[0] and all(x in words for x in letters)
    )


def _initials(name: str) -> str:
    return "".join(re.findall(r"(?<![^\W_])[A-Z]", name))


def _only_before(word: str) -> bool:
    return word in word_set("never_in_names") or word.lower() in word_set("titles")


def _armed(name: str) -> bool:
    """Return whether `name` has the words of an armed body in it, or begins with the name of one, as its branches do."""
    starts = (" ".join(name.split()[:size]) for size in (1, 2, 3))
    if any(start in known() and known()[start].kind == Kind.UNIT for start in starts):
        return True
    words = name.lower().split()
    return any(" ".join(words[i : i + size]) in bodies() for size in (1, 2, 3) for i in range(len(words)))
