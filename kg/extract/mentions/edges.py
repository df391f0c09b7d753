"""Edges: where the span of a mention begins and ends, put in one place.

* A nominal has its determiner, possessor and modifiers, but no number before them ("the northern city", "their troops").
* A bare noun has no article, unless it means a body or a place: there "the" makes it as good as a name ("the ministry", "the
  city"; "a tank" and "the tank" give "tank").
* The name of a body in several words has its article ("the Syrian Democratic Forces"): it is built like a description. A name
  of one word, an acronym, a person's or a place's has none ("UN", "Sahel").
* A direction before a place's name belongs to it ("northern Mali").
* Titles and ranks before a person's name are no part of it: they are a post.
* A possessive ending is no part of what it follows ("Ukraine" in "Ukraine's army").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.model import Form, Kind, Span

_ARTICLE = re.compile(r"\b[Tt]he $")
_DIRECTION = re.compile(r"(?<![\w-])(?:(?:north|south)-?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central) $")
_BARE = re.compile(r"(the|an?) (?=[^\W_]+$)", re.I)
_BODIES = frozenset({Kind.ORGANISATION, Kind.UNIT})


def with_articles(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals` with the articles that belong to them, without those that do not."""
    for proposal in proposals:
        match proposal.form:
            case Form.NAMED:
                yield _name(material.text, proposal)
            case Form.NOMINAL:
                yield _noun(material.text, proposal)
            case Form.PRONOUN:
                yield proposal


def _name(text: str, proposal: Proposal) -> Proposal:
    start = proposal.span.start
    if proposal.kind is Kind.PLACE and (direction := _DIRECTION.search(text, max(0, start - 15), start)):
        return replace(proposal, span=Span(direction.start(), proposal.span.end), type="Region")
    long = proposal.kind in _BODIES and " " in proposal.span.of(text)
    if long and _ARTICLE.search(text, max(0, start - 5), start):
        return replace(proposal, span=Span(start - 4, proposal.span.end))
    return proposal


def _noun(text: str, proposal: Proposal) -> Proposal:
    article = _BARE.match(proposal.span.of(text))
    if article is None or (article[1].lower() == "the" and proposal.kind in _BODIES | {Kind.PLACE}):
        return proposal
    return replace(proposal, span=Span(proposal.span.start + article.end(), proposal.span.end))


def with_heads(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, each name with the word that the rest of the sentence hangs on as its head."""
    for proposal in proposals:
        if proposal.form is Form.NAMED and proposal.head == proposal.span:
            root = span_of([material.reading.tokens(proposal.span).root])
            yield replace(proposal, head=root) if proposal.span.holds(root) else proposal
        else:
            yield proposal
