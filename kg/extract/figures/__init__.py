"""Figures: every number that a report gives, with its bound, what it counts, what it measures and what it covers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract import extractors
from kg.extract.figures.assemble import HARM, Maker
from kg.extract.figures.casualties import Findings, casualties
from kg.extract.figures.measures import measure
from kg.extract.figures.multiples import multiples
from kg.extract.figures.named import named
from kg.extract.figures.nearby import parts, state, toll
from kg.extract.figures.quantities import Quantity, is_whole, quantities
from kg.extract.figures.spans import whole
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
    findings = casualties(reading.doc, found, People(known.mentions))
    measures = _measures(reading.text, found, findings)
    maker = Maker(reading, known)
    made = list(_numbered(maker, found, measures, findings))
    single = [*findings.unnumbered, *((name, what, 1) for name, what in named(reading.doc, found, measures))]
    made += _apart(made, (maker.of_victim(*victim) for victim in single))
    made += _apart(made, (maker.of_multiple(multiple) for multiple in multiples(reading.doc)))
    ordered = tuple(_converted(reading.text, sorted(made, key=lambda figure: figure.span)))
    return Annotation(known.document, known.version, figures=ordered)


def _measures(text: str, found: list[Quantity], findings: Findings) -> dict[int, Measure]:
    """Return the measures of harm, by syntax, else by the words beside the numbers; these go before a harm that stands
    in front ("killed 43 others wounded") or is shared by coordination ("14 people dead and 17 wounded")."""
    spans, measures = [whole(quantity) for quantity in found], dict(findings.measures)
    for position, quantity in enumerate(found):
        if position in findings.settled or position in findings.flags or quantity.unit is not None:
            continue
        after = spans[position + 1] if position + 1 < len(found) else None
        near = state(text, quantity, spans[position].end, after, whole=is_whole(found, position))
        if near is None and position not in measures:
            near = toll(text, quantity)
        if near:
            measures[position] = near
    return measures | dict(parts(text, found, spans, measures))


def _numbered(maker: Maker, found: list[Quantity], measures: dict[int, Measure], findings: Findings) -> Iterator[Figure]:
    held: set[Span] = set()
    for position, quantity in enumerate(found):
        what = measures.get(position) or (Measure.OTHER if position in findings.flags else measure(quantity))
        if not _counts_something(quantity, what):
            continue
        figure = maker.of_quantity(quantity, what, findings.flags.get(position))
        if figure.span not in held:
            held.add(figure.span)
            yield figure


def _counts_something(quantity: Quantity, what: Measure) -> bool:
    if what is Measure.OTHER and quantity.weak and quantity.number.numeral.low is None:
        return False
    return what in HARM or quantity.head is not None or quantity.unit is not None


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
