"""Figures: every number that a report gives, with its bound, what it counts, what it measures and what it covers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract import extractors
from kg.extract.figures.assemble import Maker
from kg.extract.figures.casualties import Findings, casualties
from kg.extract.figures.measures import measure
from kg.extract.figures.multiples import multiples
from kg.extract.figures.named import named
from kg.extract.figures.nearby import state, struck, struck_first
from kg.extract.figures.quantities import Quantity, is_whole, quantities
from kg.extract.figures.rows import lists
from kg.extract.figures.shares import Known, company, measured, shares
from kg.extract.figures.spans import whole
from kg.extract.figures.tolls import again, toll
from kg.extract.figures.victims import People
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Annotation, Figure, Measure, Span

__all__ = ["figures"]


@extractors.register("figures", needs=("mentions", "times"), gives=("figures",))
def figures(reading: Reading, known: Annotation) -> Annotation:
    """Return the figures of `reading`, in text order.

    A killed or wounded person without a number is a figure of one, several without a number a vague figure, "no casualties"
    a figure of nought. Numbers of what is only threatened, planned or denied keep the measure other and a flag.
    """
    found = list(quantities(reading.doc, known.times))
    people = People(known.mentions)
    findings = casualties(reading.doc, found, people)
    told = _told(reading.text, found, findings, people)
    maker = Maker(reading, known)
    numbers = dict(_numbered(maker, told, findings))
    made = list(_with_wholes(numbers, shares(told)))
    own = {head.i: what for head, what, _ in findings.unnumbered}
    for head, what, at in company(told):
        made += _apart(made, [replace(maker.of_victim(head, own.get(head.i, what), 1), part_of=_id_of(numbers, at))])
    single = [*findings.unnumbered, *((name, what, 1) for name, what in named(reading.doc, found, told.measures))]
    made += _apart(made, (maker.of_victim(*victim) for victim in single))
    made += _apart(made, (maker.of_multiple(multiple) for multiple in multiples(reading.doc)))
    ordered = tuple(_converted(reading.text, sorted(made, key=lambda figure: figure.span)))
    return Annotation(known.document, known.version, figures=ordered)


def _told(text: str, found: list[Quantity], findings: Findings, people: People) -> Known:
    """Return the quantities with what they measure: harm by syntax, else by the words beside the numbers, which go before a
    harm that stands in front ("killed 43 others wounded") or is shared by coordination ("14 people dead and 17 wounded");
    then what tolls, lists and parts add to that; then what is no harm."""
    spans, measures = [whole(quantity) for quantity in found], dict(findings.measures)
    for position, quantity in enumerate(found):
        if position in findings.flags or quantity.unit is not None:
            continue
        after = spans[position + 1] if position + 1 < len(found) else None
        if first := struck_first(text, quantity, spans[position].end, after, people):
            measures[position] = first
        if first or position in findings.settled:
            continue
        near = state(text, quantity, spans[position].end, after, whole=is_whole(found, position))
        if near is None and position not in measures:
            near = toll(text, quantity) or again(text, found, position, measures) or struck(text, quantity, people)
        if near:
            measures[position] = near
    measures |= {at: what for at, what in lists(text, found, spans, measures) if at not in findings.flags}
    measures |= {at: what for at, what in _others(found) if at not in findings.flags and at not in measures}
    known = Known(text, found, spans, measures, people)
    return replace(known, measures=measures | {at: what for at, what in measured(known) if at not in findings.flags})


def _others(found: list[Quantity]) -> Iterator[tuple[int, Measure]]:
    """Yield what the quantities measure that is no casualty: of equipment lost "28 of the 32 drones", the first number."""
    for position, quantity in enumerate(found):
        what = measure(quantity)
        if what is not Measure.OTHER:
            yield position - (what is Measure.EQUIPMENT_LOST and is_whole(found, position)), what


def _numbered(maker: Maker, told: Known, findings: Findings) -> Iterator[tuple[int, Figure]]:
    held: set[Span] = set()
    for position, quantity in enumerate(told.found):
        what = told.measures.get(position, Measure.OTHER)
        if not _counts_something(quantity, what):
            continue
        figure = maker.of_quantity(quantity, what, findings.flags.get(position))
        if figure.span not in held:
            held.add(figure.span)
            yield position, figure


def _counts_something(quantity: Quantity, what: Measure) -> bool:
    if what is Measure.OTHER and quantity.weak and quantity.number.numeral.low is None:
        return False
    return what is not Measure.OTHER or quantity.head is not None or quantity.unit is not None


def _with_wholes(numbers: Mapping[int, Figure], parts: Mapping[int, int]) -> Iterator[Figure]:
    """Yield the figures, those that count a part of what another counts with the id of that one."""
    for position, figure in numbers.items():
        yield replace(figure, part_of=_id_of(numbers, parts.get(position)))


def _id_of(numbers: Mapping[int, Figure], position: int | None) -> str | None:
    found = numbers.get(position) if position is not None else None
    return found.id if found else None


def _apart(made: list[Figure], more: Iterable[Figure]) -> list[Figure]:
    """Return those of `more` that touch none of `made` and none of themselves."""
    taken, kept = Shelf((figure.span, figure) for figure in made), []
    for one in more:
        if not taken.at(one.span):
            taken.put(one.span, one)
            kept.append(one)
    return kept


_BRACKET = re.compile(r"\s*[(\[]\s*(?:or\s|about\s)?$")


def _converted(text: str, ordered: list[Figure]) -> Iterator[Figure]:
    """Yield the figures, those in brackets after one of the same dimension in another unit named as its conversion."""
    previous: Figure | None = None
    for figure in ordered:
        if previous and previous.unit and figure.unit and figure.unit != previous.unit:
            between = text[previous.span.end : max(previous.span.end, figure.span.start)]
            if _BRACKET.fullmatch(between):
                figure = replace(figure, conversion_of=previous.id, measure=previous.measure)
        yield figure
        previous = figure
