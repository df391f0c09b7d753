"""Again: "the strike", "Monday's ambush" - a noun that goes on about an event which the text has told of before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.contrast import Contrast
from kg.extract.reading import Reading
from kg.model import Annotation, Event
from kg.vocab import Vocabulary

REACH = 12
"""Sentences back to which a definite noun may reach."""

_TELLING = (("place",), ("attacker", "agent"), ("target",))
"""Roles that tell two events apart if both name somebody else in them."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_OTHER = frozenset({"other", "another", "second", "third", "further", "new", "previous", "earlier", "separate", "next"})


def with_antecedents(events: Iterable[Event], reading: Reading, known: Annotation) -> Iterator[Event]:
    """Yield `events`, each that is told of again with the id of the earlier one that it may be, in ``again``: of several
    the nearest of the same word, else the nearest.

    It is one that is named by a definite noun, and that neither town, day nor participant tells from the earlier one.
    """
    scene, before, first = _Scene(reading, known), list[Event](), dict[str, Event]()
    for event in sorted(events, key=lambda event: (event.trigger, event.id)):
        found = [one for one in reversed(before) if scene.may_be(event, one, first[one.id])] if scene.definite(event) else []
        earlier = next((one for one in found if scene.lemma(one) == scene.lemma(event)), found[0] if found else None)
        retold = replace(event, again=first[earlier.id].id) if earlier else event
        before.append(retold)
        first[event.id] = first[earlier.id] if earlier else event
        yield retold


class _Scene:
    """What tells one event of a document from another."""

    def __init__(self, reading: Reading, known: Annotation) -> None:
        self._reading, self._contrast = reading, Contrast(known)
        self._when = [time.span for time in known.times]
        self._numbers = {sentence: number for number, sentence in enumerate(reading.sentences)}

    def lemma(self, event: Event) -> str:
        """Return the lemma of the trigger's head: of "air strikes", strike."""
        return self._reading.tokens(event.trigger).root.lemma_.lower()

    def definite(self, event: Event) -> bool:
        """Return whether `event` is named by a noun that says which one: with an article, or with the day as its owner."""
        head = self._reading.tokens(event.trigger).root
        words = {child.lower_ for child in head.children}
        if head.pos_ != "NOUN" or words & _OTHER:
            return False
        return bool(words & _DEFINITE) or any(child.dep_ == "poss" and self._is_time(child) for child in head.children)

    def may_be(self, event: Event, earlier: Event, first: Event) -> bool:
        """Return whether `event` may be the `earlier` one, and so the `first` that told of it."""
        if event.realis is not earlier.realis or event.polarity is not earlier.polarity or not self._near(event, earlier):
            return False
        if not all(_kindred(event, one, self._reading.vocabulary) for one in (earlier, first)) or self._contrast.apart(
            event, earlier
        ):
            return False
        return not any(self._contrast.differ(event, earlier, *roles) for roles in _TELLING)

    def _is_time(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self._when)

    def _near(self, event: Event, earlier: Event) -> bool:
        one, other = (self._reading.sentence_at(each.trigger.start) for each in (event, earlier))
        return one is not None and other is not None and one != other and self._numbers[one] - self._numbers[other] <= REACH


def _kindred(one: Event, other: Event, vocabulary: Vocabulary) -> bool:
    """Return whether one of two types is the other or above it: "the attack" may be a bombing, "the bombing" no ambush."""
    return vocabulary.is_a(other.type, one.type) or vocabulary.is_a(one.type, other.type)
