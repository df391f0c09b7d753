"""Places: names of the gazetteer that the model overlooked, behind words that only places stand behind, and those joined to
them ("near Balakliya and Izyum")."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind, Span

_NAME = r"(?:[A-Z][\w’'-]+)(?:(?: | - |-)(?:[A-Z][\w’'-]+|al|el|de|ez|es|az|ad|i))*"
_KINDS = r"(?:cit|town|village|settlement|district|province|area|region|suburb|outskirt)(?:y|ies|s)?"
_OF = r"(?:resident|inhabitant|villager|outskirt|siege|(?:north|south)-?(?:east|west)|north|south|east|west)s? of"
_ON = r"(?:raid|strike|airstrike|assault|attack|offensive)s? on"
_GONE = (
    r"(?:fled|withdr[ae]w|withdrawing|retreat(?:ed|ing)|moved|deployed|evacuated|headed|heading|advanc(?:ed|ing)|escaped)"
    r" (?:[a-z]+ ){0,2}(?:to|from|towards?|into)"
)
_AT = (
    rf"((?i:in|near|outside|inside|around|across|off)|{_KINDS} of|{_OF}|{_ON}|{_GONE})|(?i:to|from|towards?|at|into|through|of)"
)
_BEHIND = re.compile(rf"\b(?:{_AT}) (?:the )?({_NAME})")
_PARTICLE = re.compile(r" (?:al|el|ez|es|az|ad)[ -]")
_MORE = re.compile(rf"(?:, (?={_NAME}(?:, {_NAME})*,? (?:and|or) {_NAME})|,? (?:and|or) )({_NAME})")
_LEAST = {True: 1_000, False: 100_000}  # people, by whether only a place can stand behind the preposition


def overlooked(material: Material) -> Iterator[Proposal]:
    """Yield the names behind prepositions of place that the gazetteer knows ("near Kobane", "in Deir ez-Zor")."""
    stops, text = word_set("never_in_names"), material.text
    for match in _BEHIND.finditer(text):
        at: int | None = match.start(2)
        found, least = match[2], _LEAST[match[1] is not None]
        while at is not None and (known := _known(found, least, stops)) is not None:
            span = Span(at, at + len(known))
            # The model cuts "Deir ez-Zor" and its like in two.
            rank = ranks.LONG_NAME + 1 if known == found and _PARTICLE.search(known) else ranks.PLACE
            yield Proposal(span, span, Kind.PLACE, Form.NAMED, rank, "places")
            more = _MORE.match(text, span.end)
            found, at = (more[1], more.start(1)) if more else ("", None)


def _known(name: str, least: int, stops: frozenset[str]) -> str | None:
    """Return as much of the beginning of `name` as the gazetteer knows, None if it knows none of it."""
    prefixes = _prefixes(re.sub(r"['’]s?$", "", name))
    return next((n for n in prefixes if n not in stops and len(n) > 3 and gazetteer().knows(n, least=least)), None)


def _prefixes(name: str) -> Iterator[str]:
    """Yield `name`, then `name` without its last word, and so on."""
    words = name.split(" ")
    for size in range(len(words), 0, -1):
        yield " ".join(words[:size])
