"""Edges: where the span of a mention begins and ends, put in one place.

* A nominal has its determiner, possessor and modifiers, but no number before them ("the northern city", "their troops").
* The name of a body in several words has its article ("the Syrian Democratic Forces"): it is built like a description. A name
  of one word, an acronym, a person's or a place's has none ("UN", "Sahel").
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
_BODIES = frozenset({Kind.ORGANISATION, Kind.UNIT})


def with_articles(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, the names of bodies in several words with the article before them."""
    text = material.text
    for proposal in proposals:
        start = proposal.span.start
        long = proposal.form is Form.NAMED and proposal.kind in _BODIES and re.search(r"\w \w", proposal.span.of(text))
        if long and _ARTICLE.search(text, max(0, start - 5), start):
            proposal = replace(proposal, span=Span(start - 4, proposal.span.end))
        yield proposal


def with_heads(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, each name with the word that the rest of the sentence hangs on as its head."""
    for proposal in proposals:
        if proposal.form is Form.NAMED and proposal.head == proposal.span:
            root = span_of([material.reading.tokens(proposal.span).root])
            yield replace(proposal, head=root) if proposal.span.holds(root) else proposal
        else:
            yield proposal
