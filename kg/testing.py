"""Testing: sentences in the bracket notation, which serves tests, the ontology's examples and the documentation.

``[Russian jets|attacker] *bombed* [a fuel depot|target] in [Chuhuiv|place] on [Monday|time].``
"""

import re
from dataclasses import dataclass

from kg.model import Span

_MARK = re.compile(r"\[(?P<words>[^][|*]+)\|(?P<role>[A-Za-z][A-Za-z_]*)\]|\*(?P<trigger>[^][|*]+)\*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks: the spans of its triggers and of its roles, each in text order."""

    text: str
    triggers: tuple[Span, ...]
    roles: tuple[tuple[str, Span], ...]

    @property
    def trigger(self) -> Span:
        """The only trigger; ValueError if there is not exactly one."""
        if len(self.triggers) != 1:
            raise ValueError(f"{self.text!r} has {len(self.triggers)} triggers, not one")
        return self.triggers[0]

    def role(self, name: str) -> Span:
        """Return the first span that fills the role `name`; KeyError if none does."""
        for role, span in self.roles:
            if role == name:
                return span
        raise KeyError(name)


def marked(sentence: str) -> Marked:
    """Return the text, the triggers and the roles of a sentence in the bracket notation.

    ``[words|role]`` marks what fills a role, ``*words*`` a trigger; marks do not nest. ValueError if a mark is left open.

    >>> marked("[Jets|attacker] *bombed* [Homs|place].").text
    'Jets bombed Homs.'
    """
    text, triggers, roles, read = "", [], [], 0
    for mark in _MARK.finditer(sentence):
        text += sentence[read : mark.start()]
        words = mark["words"] or mark["trigger"]
        span = Span(len(text), len(text) + len(words))
        if mark["role"]:
            roles.append((mark["role"], span))
        else:
            triggers.append(span)
        text, read = text + words, mark.end()
    text += sentence[read:]
    if stray := re.search(r"[][|*]", text):
        raise ValueError(f"{sentence!r}: a mark is left open at {stray.group()!r}")
    return Marked(text, tuple(triggers), tuple(roles))
