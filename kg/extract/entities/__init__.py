"""Entities: the mentions of a document gathered into chains, each one thing, with places and well-known names linked."""

from collections.abc import Mapping

from kg.extract import extractors
from kg.extract.entities.bodies import by_country, by_headline, forces_of, of_speakers
from kg.extract.entities.chains import chain
from kg.extract.entities.clues import Clue, clues
from kg.extract.entities.names import country_of, same_names, senses, short_names
from kg.extract.entities.nominals import by_type, same_heads
from kg.extract.entities.offices import completed
from kg.extract.entities.partition import Partition
from kg.extract.entities.places import SURE, Ranked, resolve
from kg.extract.entities.pronouns import third_person
from kg.extract.entities.roles import by_role
from kg.extract.entities.speech import first_and_second_person, speakers
from kg.extract.entities.syntax import by_syntax
from kg.extract.entities.toponyms import Toponym, embedded, toponyms
from kg.extract.reading import Reading
from kg.lexicon.gazetteer import Place
from kg.model import Annotation, Kind


@extractors.register("entities", needs=("mentions", "posts", "attributions"), gives=("entities", "posts"))
def entities(reading: Reading, known: Annotation) -> Annotation:
    """Return the chains of the reading's mentions, every mention in exactly one, and the posts that the chains tell of."""
    found = clues(reading, known.mentions)
    names = {toponym.mention.id: toponym for toponym in toponyms(reading, known.mentions)}
    ranked = _ranked(reading, found, names)
    places = {i: best[0].place for i, best in ranked.items() if best and best[0].share > SURE and not names[i].part}
    partition = _partition(reading, known, found, places)
    chains = tuple(
        chain(
            [found[i] for i in members],
            names,
            ranked,
            _country([found[i] for i in members], places),
            forces_of(partition, members),
        )
        for members in partition.clusters()
    )
    return Annotation(known.document, known.version, entities=chains, posts=completed(partition, known.posts))


def _ranked(reading: Reading, found: list[Clue], names: Mapping[str, Toponym]) -> dict[str, list[Ranked]]:
    """Return the candidates of each mention of a place."""
    sides = [clue.mention.side for clue in found if clue.kind is not Kind.PLACE and clue.mention.side]
    others = embedded(reading, tuple(clue.mention for clue in found))
    by_key = resolve((*names.values(), *others), sides, reading.document.publisher)
    return {i: by_key[toponym.key] for i, toponym in names.items()}


def _partition(reading: Reading, known: Annotation, found: list[Clue], places: Mapping[str, Place]) -> Partition:
    """Return the clusters of mentions, made by one rule after another, the surest first."""
    partition = Partition(found, senses(found, places))
    same_names(partition, places)
    short_names(partition)
    by_syntax(partition, known.posts)
    by_role(partition, known.posts)
    said = speakers(partition, reading.quotations, known.attributions)
    first_and_second_person(partition, said)
    by_headline(partition)
    of_speakers(partition, known.posts, known.attributions)
    # Twice: whose troops "his troops" are decides what the phrases around them take up, and pronouns take up those in turn.
    for _ in range(2):
        third_person(partition, said)
        by_country(partition, places)
        same_heads(partition)
        by_type(partition, places)
    return partition


def _country(cluster: list[Clue], places: Mapping[str, Place]) -> str | None:
    return next((country for clue in cluster if (country := country_of(clue, places))), None)
