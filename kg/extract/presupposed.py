"""Presupposed: what an outlet tells of with another's words around it."""

from kg.extract.attributions.cues import verb_cue
from kg.extract.events.syntax import light_verb
from kg.extract.reading import Reading
from kg.model import Attribution, Event, Span, Stance

_WORDING = "attributions.partial"
"""Who finds that a sentence only borrows a wording from its subject (Russia began a "special operation")."""


def presupposed(reading: Reading, span: Span, voice: Attribution) -> bool:
    """Return whether the words of `span` are not what `voice` says, though they lie in what it declines to speak of: as the
    topic ("refused to comment on the raid"), or in a relative clause ("to recognise the council that had seized power").
    """
    return voice.stance is Stance.DECLINES and any(_taken_as_given(reading, span, content) for content in voice.content)


def borrowed(reading: Reading, event: Event, voice: Attribution) -> bool:
    """Return whether `voice` only lends a name to `event` ("launched a 'limited operation'"): whoever quotes has it happen."""
    whole = voice.content[0]
    if voice.by != _WORDING:
        return False
    verb = light_verb(reading.tokens(whole).root)
    return event.trigger.start < whole.start or (verb is not None and not whole.holds(Span(verb.idx, verb.idx + len(verb))))


def _taken_as_given(reading: Reading, span: Span, content: Span) -> bool:
    at = reading.tokens(span).root
    if at.dep_ == "pobj" and at.head.lower_ in ("on", "about") and verb_cue(at.head.head) is not None:
        return True
    while content.holds(Span(at.idx, at.idx + len(at))):
        if at.dep_ == "relcl":
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return False
