"""Places: names of the gazetteer that the model overlooked, behind words that only places stand behind."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind, Span

_NAME = r"(?:[A-Z][\w’'-]+)(?:(?: | - |-)(?:[A-Z][\w’'-]+|al|el|de|ez|es|az|ad|i))*"
_BEHIND = re.compile(rf"\b(?:(in|near|outside|inside|around|across)|to|from|towards?|at|into|through|of) (?:the )?({_NAME})")
_LEAST = {True: 1_000, False: 100_000}  # people, by whether only a place can stand behind the preposition


def overlooked(material: Material) -> Iterator[Proposal]:
    """Yield the names behind prepositions of place that the gazetteer knows ("near Kobane", "in Deir ez-Zor")."""
    stops, text = word_set("never_in_names"), material.text
    for match in _BEHIND.finditer(text):
        name = re.sub(r"['’]s?$", "", match[2])
        for known in _prefixes(name):
            if known not in stops and len(known) > 3 and gazetteer().knows(known, least=_LEAST[match[1] is not None]):
                span = Span(match.start(2), match.start(2) + len(known))
                yield Proposal(span, span, Kind.PLACE, Form.NAMED, ranks.PLACE, "places")
                break


def _prefixes(name: str) -> Iterator[str]:
    """Yield `name`, then `name` without its last word, and so on."""
    words = name.split(" ")
    for size in range(len(words), 0, -1):
        yield " ".join(words[:size])
