"""Mentions: who and what a text names, by several finders whose proposals are merged."""

from kg.extract import extractors
from kg.extract.mentions.antecedents import with_kinds
from kg.extract.mentions.bracketed import bracketed
from kg.extract.mentions.datelines import datelines
from kg.extract.mentions.edges import with_articles, with_heads
from kg.extract.mentions.evidence import agreed
from kg.extract.mentions.listed import arms, demonyms, known
from kg.extract.mentions.merge import merge
from kg.extract.mentions.metonymy import as_governments
from kg.extract.mentions.names import named
from kg.extract.mentions.nominals import nominals
from kg.extract.mentions.parents import with_parents
from kg.extract.mentions.places import overlooked
from kg.extract.mentions.posts import posts
from kg.extract.mentions.pronouns import pronouns
from kg.extract.mentions.proposal import Finder, Material, Proposal, Step
from kg.extract.mentions.ships import ships
from kg.extract.mentions.sides import with_sides
from kg.extract.mentions.titled import nicknamed, titled
from kg.extract.mentions.units import units
from kg.extract.reading import Reading
from kg.lexicon.phrases import words_of
from kg.model import Annotation, Mention

FINDERS: tuple[Finder, ...] = (
    known,
    units,
    bracketed,
    arms,
    ships,
    named,
    titled,
    nicknamed,
    datelines,
    overlooked,
    demonyms,
    nominals,
    pronouns,
)

STEPS: tuple[Step, ...] = (with_kinds, as_governments, with_sides, with_heads, with_articles)


@extractors.register("mentions", gives=("mentions", "posts"))
def mentions(reading: Reading, known: Annotation) -> Annotation:
    """Return the mentions of the reading, and the posts that people are said to hold."""
    material = Material(reading, tuple(words_of(reading.text)))
    found = merge(agreed(material, [proposal for finder in FINDERS for proposal in finder(material)]))
    for step in STEPS:
        found = list(step(material, found))
    made = with_parents(reading.text, [_mention(proposal) for proposal in found])
    return Annotation(known.document, known.version, mentions=made, posts=posts(material, made))


def _mention(proposal: Proposal) -> Mention:
    span = proposal.span
    return Mention(
        f"m{span.start}-{span.end}",
        span,
        proposal.head,
        proposal.kind,
        proposal.form,
        proposal.type,
        proposal.side,
        proposal.unit,
        proposal.by,
    )
