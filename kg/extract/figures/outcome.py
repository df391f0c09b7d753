"""What became of people who were shot or stabbed: wounded where the report goes on to tell of treatment or recovery."""

import re

from spacy.tokens import Token

_ALIVE = re.compile(
    r"\b(?:hospital\w*|(?:critical|stable|serious|fair|good|grave) condition|surgery|surviv\w*|recover\w*|treated|treatment|"
    r"injur\w+|wounded|non-life|condition|"
    r"in the (?:\w+ )?(?:leg|arm|foot|hand|shoulder|thigh|knee|ankle|hip|buttocks?|finger|elbow|calf)s?)\b",
    re.I,
)
_DEAD = re.compile(
    r"\b(?:dead|died|dies|death|killed|kills|killing|fatal\w*|homicide|murder\w*|slain|bod(?:y|ies)|deceased|succumbed|funeral)\b",
    re.I,
)
_REACH = 2
"""Sentences after the deed that are read."""


def survived(trigger: Token) -> bool:
    """Return whether the sentence of `trigger` and the two after it tell of treatment or recovery and of no death."""
    doc, sentence = trigger.doc, trigger.sent
    end, left = sentence.end, _REACH
    while left and end < len(doc):
        end, left = doc[end].sent.end, left - 1
    words = doc[sentence.start : end].text
    return bool(_ALIVE.search(words)) and not _DEAD.search(words)
