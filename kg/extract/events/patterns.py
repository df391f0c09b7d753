"""Pattern: trigger words as the ontology writes them, read into something that can be matched.

A pattern is a few words, one of which is the head: the first of a verb phrase (``open fire``), the last of a noun phrase
that stands before a preposition (``exchange of fire``: `exchange`). ``a|b`` allows either word. A word in braces is a place
to be filled, by a kind of thing (``hold {Place}``) or a noun (``sign {deal|agreement}``): before the head its subject,
after it its object, after a preposition what that governs.
"""

from dataclasses import dataclass
from typing import Literal

from kg.lexicon import word_set

WordClass = Literal["noun", "verb", "adjective"]

_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern: any of `words` (lower case), or where `slot` also anything of one of `kinds`."""

    words: frozenset[str]
    kinds: frozenset[str] = frozenset()
    slot: bool = False

    @property
    def preposition(self) -> bool:
        """Whether this is a literal preposition or particle."""
        return not self.slot and bool(self.words & word_set("prepositions"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger: its head's lemmas, and what has to stand before and after it."""

    written: str
    word_class: WordClass
    head: frozenset[str]
    before: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()

    @property
    def weight(self) -> int:
        """How much the pattern asks for: of two that match, the one that asks for more is right. A word that names the event
        counts more than a preposition or a place to be filled."""
        return sum(1 if element.slot or element.preposition else 2 for element in (*self.before, *self.after))


def parse(written: str, word_class: WordClass) -> Pattern:
    """Return the pattern that `written` stands for; ValueError if it has no head."""
    elements = _elements(written)
    at = _head(elements, word_class)
    if at is None:
        raise ValueError(f"{written!r}: a trigger needs a word outside braces")
    return Pattern(written, word_class, elements[at].words, tuple(elements[:at]), tuple(elements[at + 1 :]))


def parse_exclusion(written: str, heads: frozenset[str]) -> Pattern:
    """Return the pattern of an exclusion, whose head is the word of it that is one of `heads`; ValueError if none is."""
    elements = _elements(written)
    at = next((i for i, element in enumerate(elements) if not element.slot and element.words & heads), None)
    if at is None:
        raise ValueError(f"{written!r} excludes nothing: none of its words is a trigger of the same type")
    after = tuple(elements[at + 1 :])
    word_class: WordClass = "verb" if after and not after[0].preposition else "noun"
    return Pattern(written, word_class, elements[at].words, tuple(elements[:at]), after)


def _elements(written: str) -> list[Element]:
    """The elements of `written`; a hyphen parts words, as it does in the text, but of an alternative only the last is kept."""
    words = [part for word in written.split() for part in ([word] if "|" in word else word.split("-"))]
    return [_element(word) for word in words if word not in _ARTICLES]


def _element(word: str) -> Element:
    slot = word.startswith("{") and word.endswith("}")
    parts = [part.rpartition("-")[2] for part in word.strip("{}").split("|")]
    kinds = frozenset(part for part in parts if slot and part[:1].isupper())
    return Element(frozenset(part.lower() for part in parts if part not in kinds), kinds, slot)


def _head(elements: list[Element], word_class: WordClass) -> int | None:
    literal = [i for i, element in enumerate(elements) if not element.slot]
    if not literal or word_class == "verb":
        return literal[0] if literal else None
    first = next((i for i in literal if elements[i].preposition and i > literal[0]), len(elements))
    return max(i for i in literal if i < first)
