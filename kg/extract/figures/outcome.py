"""What became of people who were shot or stabbed, by what the report goes on to tell."""

import re

from spacy.tokens import Token

from kg.model import Measure

_ALIVE = re.compile(
    r"\b(?:hospital\w*|(?:critical|stable|serious|fair|good|grave) condition|surgery|surviv\w*|recover\w*|treated|treatment|"
    r"injur\w+|wounded|non-life|condition|"
    r"in the (?:\w+ )?(?:leg|arm|foot|hand|shoulder|thigh|knee|ankle|hip|buttocks?|finger|elbow|calf)s?)\b",
    re.I,
)
_DEAD = re.compile(
    r"\b(?:dead|died|dies|death|killed|kills|killing|fatal\w*|homicide|murder\w*|slain|"
    r"bodies|body (?:of|was|lay)|corpses?|deceased|succumbed|funeral)\b",
    re.I,
)
_ALL_DEAD = re.compile(
    r"\b(?:bodies|corpses?|massacre|(?:lifeless|charred|burnt|burned|mutilated|dead) body)\b|"
    r"\bmurdered (?!by\b)\w+|\bslain \w+|\bthe (?:dead|slain|deceased|murders?|killings?|executions?)\b",
    re.I,
)


def outcome(trigger: Token, reach: int = 2) -> Measure:
    """Return what became of those who were shot or stabbed, by the sentence of `trigger` and the `reach` after it:
    wounded where they tell of treatment or recovery and of no death, killed where they go on to speak of the bodies or of
    "the murdered peasants" and of no recovery; casualties where they leave it open."""
    words = _told(trigger, reach)
    alive, dead = _ALIVE.search(words), _DEAD.search(words)
    if alive and not dead:
        return Measure.WOUNDED
    return Measure.KILLED if not alive and _ALL_DEAD.search(words) else Measure.CASUALTIES


def _told(trigger: Token, reach: int) -> str:
    doc, sentence = trigger.doc, trigger.sent
    end, left = sentence.end, reach
    while left and end < len(doc):
        end, left = doc[end].sent.end, left - 1
    return str(doc[sentence.start : end].text)
