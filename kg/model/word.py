"""Word: a content word of a text with what the grammar says of it, whether or not anything was found there."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model.span import Span


class Part(StrEnum):
    """What a word is: a name or a number tells one story from another, a verb or a noun what happens in it."""

    NOUN = "noun"
    NAME = "name"
    NUMBER = "number"
    PRONOUN = "pronoun"
    VERB = "verb"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `lemma` in lower case; `subject` the lemma of who does it, where the word is a verb that has one."""

    span: Span
    lemma: str
    part: Part
    subject: str | None = None
