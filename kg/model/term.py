"""Term: a loaded word, with whose voice uses it."""

from dataclasses import dataclass

from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that judges while it tells ("regime", "liberated"). `lemma` is its base form, `why` it is loaded
    (derogatory, accusation, glorifying, euphemism, saying, distance, alignment), `attribution` the id of the innermost
    attribution that holds it: the outlet's own where nobody else's words do."""

    id: str
    span: Span
    lemma: str
    why: str
    attribution: str
