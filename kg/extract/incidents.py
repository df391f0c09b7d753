"""Incidents: the attack that people were killed or hurt in, so that a toll stands beside the event that it is the toll of."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from kg.extract.contrast import Contrast, disjoint
from kg.model import Annotation, Event, Figure, Measure, Polarity, Realis, Scope, Span
from kg.vocab import Vocabulary

HARMS = ("Killing", "Injury", "Damage")
"""Coarse types of what an incident does to people and things."""

VIOLENT = ("Attack", "Riot", "MilitaryOperation", "Protest")
"""Event types, with all below them, that people are killed or hurt in."""

BATTLES = ("ArmedClash", "Offensive", "MilitaryOperation", "Ambush")
"""Event types, with all below them, in which a side may have lost those that it is said to have lost."""

TOLLS = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES})

BACK = 2
"""Sentences before its own in which a harm's incident is looked for: a lead, and what it goes on about."""

TOLD_OF = 8
"""The same, of a toll that is called one: whoever gives "a toll of 31" has the news itself in mind, however far back."""

_TOLL = re.compile(r"\btoll\b", re.I)
_LATER = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) (?:after|before|since)\b", re.I)
_LOST = re.compile(r"\b(?:lost|lose|loses|losing|loss of)\s(?:[\w-]+\s){0,2}$", re.I)
_MORE_NEWS = re.compile(
    r"\b(?:elsewhere|meanwhile|separately|also (?:report|record|document)(?:s|ed)|in an(?:other|\s+unrelated))\b", re.I
)


class Incidents:
    """The violent events of one document, by place in its `text`."""

    def __init__(self, known: Annotation, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        violent = [event for event in known.events if any(vocabulary.is_a(event.type, name) for name in VIOLENT)]
        self._violent = sorted(violent, key=attrgetter("trigger"))
        self._starts = [event.trigger.start for event in self._violent]
        self._by_id = {event.id: event for event in violent}
        self._battles = {event.id for event in violent if any(vocabulary.is_a(event.type, name) for name in BATTLES)}
        self._sentences = [sentence.start for sentence in known.sentences]
        self._contrast = Contrast(known)

    def of_figure(self, figure: Figure, harm: Event | None) -> str | None:
        """Return the id of the event in which those that `figure` counts came to harm (`harm`: the event that it belongs to);
        None for a figure that is no toll, or the toll of more than one incident. What a side has lost it lost in the battle
        told of before, and in no attack on others."""
        if figure.measure not in TOLLS or figure.scope in (Scope.PERIOD, Scope.CUMULATIVE):
            return None
        if harm is not None and harm.id in self._by_id:
            return harm.id
        return self._of(figure.span, harm)

    def of_harm(self, harm: Event) -> str | None:
        """Return the id of the event in which `harm`, a killing or an injury, happened; None if the text names none."""
        return self._of(harm.trigger, harm) if harm.coarse in HARMS and harm.id not in self._by_id else None

    def _of(self, span: Span, harm: Event | None) -> str | None:
        named = [role.filler for role in harm.roles if role.role == "cause" and role.filler in self._by_id] if harm else []
        if named:
            return named[0]
        here = self._number(span.start)
        back = TOLD_OF if _TOLL.search(self._text, self._sentences[here], span.start) else BACK
        lost = harm is None and bool(_LOST.search(self._text, self._sentences[here], span.start))
        for number in range(here, here - (0 if self._is_news(here, harm) else back) - 1, -1):
            told = (event for event in self._in(number) if number == here or not lost or event.id in self._battles)
            near = sorted(told, key=lambda event: (_gap(event.trigger, span), event.trigger))
            found = next((e for e in near if self._fits(e, harm, number == here) and not self._is_before(e, span)), None)
            if found:
                return found.id
        return None

    def _is_news(self, number: int, harm: Event | None) -> bool:
        """Return whether the sentence goes over to another incident: it says so, and gives any `harm` its own place or day."""
        told = harm is None or harm.fillers("place") or harm.fillers("time")
        return bool(told and _MORE_NEWS.search(self._text, self._sentences[number], self._end(number)))

    def _is_before(self, event: Event, span: Span) -> bool:
        """Return whether what `span` tells of is said to have come "hours after" `event`, or before it."""
        return bool(_LATER.search(self._text, span.end, event.trigger.start))

    def _end(self, number: int) -> int:
        return self._sentences[number + 1] if number + 1 < len(self._sentences) else len(self._text)

    def _number(self, position: int) -> int:
        return bisect_right(self._sentences, position) - 1

    def _in(self, number: int) -> Iterable[Event]:
        """Return the violent events of the sentence with this number."""
        if number < 0:
            return ()
        first = bisect_right(self._starts, self._sentences[number] - 1)
        return self._violent[first : bisect_right(self._starts, self._end(number) - 1)]

    def _fits(self, event: Event, harm: Event | None, here: bool) -> bool:
        """Return whether `harm` may have happened in `event`: both are told as real, no day or attacker speaks against it,
        nor, unless both are told in one sentence (`here`), the town."""
        if event.polarity is Polarity.NEGATIVE or event.realis is not (harm.realis if harm else Realis.ACTUAL):
            return False
        if harm is None:
            return True
        others = self._differ(event, harm, "attacker") or (not here and self._differ(event, harm, "place"))
        return not others and not self._contrast.apart(event, harm)

    def _differ(self, event: Event, harm: Event, role: str) -> bool:
        before = self._before(event)
        told = self._contrast.fillers(event, role) or (self._contrast.fillers(before, role) if before else set())
        return disjoint(told, self._contrast.fillers(harm, role))

    def _before(self, event: Event) -> Event | None:
        """Return what a bare "the strike" goes on about: the violent event before it, not far away."""
        before = bisect_right(self._starts, event.trigger.start - 1) - 1
        found = self._violent[before] if before >= 0 else None
        here = self._number(event.trigger.start)
        return found if found and here - self._number(found.trigger.start) <= BACK else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
