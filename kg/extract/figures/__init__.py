"""Figures: every number that a report gives, with its bound, what it counts, what it measures and what it covers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import extractors
from kg.extract.figures.casualties import Findings, casualties
from kg.extract.figures.measures import measure
from kg.extract.figures.multiples import Multiple, multiples
from kg.extract.figures.named import named
from kg.extract.figures.nearby import is_state, parts, state, toll
from kg.extract.figures.quantities import Quantity, quantities
from kg.extract.figures.scope import Cover, cover
from kg.extract.figures.victims import People, phrase, victim_class
from kg.extract.reading import Reading
from kg.model import Annotation, Bound, Figure, Measure, Mention, Span

__all__ = ["figures"]

_VICTIMS = (
    Measure.KILLED,
    Measure.WOUNDED,
    Measure.CASUALTIES,
    Measure.CAPTURED,
    Measure.ARRESTED,
    Measure.MISSING,
    Measure.DISPLACED,
)


@extractors.register("figures", needs=("mentions", "times"), gives=("figures",))
def figures(reading: Reading, known: Annotation) -> Annotation:
    """Return the figures of `reading`, in text order.

    A killed or wounded person without a number is a figure of one, several without a number a vague figure, "no casualties"
    a figure of nought. Numbers of what is only threatened, planned or denied keep the measure other and a flag.
    """
    found = list(quantities(reading.doc, known.times))
    findings = casualties(reading.doc, found, People(known.mentions))
    spans = [_span(quantity) for quantity in found]
    measures = _measures(reading.text, found, spans, findings)
    made = _numbered(reading, known, found, spans, measures, findings)
    single = [*findings.unnumbered, *((name, what, 1) for name, what in named(reading.doc, found, measures))]
    made += _apart(made, [_unnumbered(reading, known, *victim) for victim in single])
    made += _apart(made, [_multiple(reading, known, multiple) for multiple in multiples(reading.text)])
    unique = {figure.span: figure for figure in reversed(sorted(made, key=lambda figure: figure.span))}
    ordered = sorted(unique.values(), key=lambda figure: figure.span)
    return Annotation(known.document, known.version, figures=tuple(_converted(reading.text, ordered)))


def _apart(made: list[Figure], more: list[Figure]) -> list[Figure]:
    """Return those of `more` that touch none of `made`."""
    return [one for one in more if not any(one.span.touches(other.span) for other in made)]


def _measures(text: str, found: list[Quantity], spans: list[Span], findings: Findings) -> dict[int, Measure]:
    """Return the measures of harm, by syntax and by the words beside the numbers."""
    measures = dict(findings.measures)
    for position, quantity in enumerate(found):
        if position in findings.flags or quantity.unit is not None:
            continue
        near = state(text, quantity, spans[position].end)
        if near is None and position not in measures:
            near = toll(text, quantity)
        if near:
            measures[position] = near
    return measures | dict(parts(text, found, spans, measures))


def _numbered(
    reading: Reading,
    known: Annotation,
    found: list[Quantity],
    spans: list[Span],
    measures: dict[int, Measure],
    findings: Findings,
) -> list[Figure]:
    made = []
    for position, quantity in enumerate(found):
        what = measures.get(position) or (Measure.OTHER if position in findings.flags else measure(quantity))
        if _counts_something(quantity, what):
            made.append(_figure(reading, known, quantity, spans[position], what, findings.flags.get(position)))
    return made


def _counts_something(quantity: Quantity, what: Measure) -> bool:
    if what is Measure.OTHER and (quantity.weak and quantity.number.numeral.low is None):
        return False
    return what in _VICTIMS or quantity.head is not None or quantity.unit is not None


def _figure(reading: Reading, known: Annotation, quantity: Quantity, span: Span, what: Measure, flag: str | None) -> Figure:
    number, text = quantity.number, reading.text
    counts = _counts(quantity)
    covered = _cover(reading, known, span, what)
    flags = [flag or "", number.numeral.flag or "", _odd_unit(quantity, what)]
    return Figure(
        id=f"f{span.start}-{span.end}", span=span, as_written=number.numeral.span.of(text), low=number.low, high=number.high,
        bound=number.bound, strict=number.strict, measure=what, unit=_unit(quantity), counts=counts,
        victim=victim_class(quantity.head) if what in _VICTIMS and quantity.head is not None else None,
        side=_side(known.mentions, counts), scope=covered.scope, as_of=covered.as_of, period=covered.period,
        flag="; ".join(filter(None, flags)) or None, by="figures",
    )  # fmt: skip


def _odd_unit(quantity: Quantity, what: Measure) -> str:
    length = quantity.unit is not None and quantity.unit.dimension == "length"
    return "a length given for an area" if what is Measure.AREA and length else ""


def _unit(quantity: Quantity) -> str | None:
    if quantity.unit:
        return quantity.unit.name
    return "fraction" if quantity.number.numeral.fraction else None


def _span(quantity: Quantity) -> Span:
    start, end = quantity.number.span.start, quantity.number.span.end
    if quantity.unit:
        return Span(start, max(end, quantity.unit.span.end))
    if quantity.head is None or is_state(quantity.head.text):
        of = _OF_THEM.match(quantity.last.doc.text, end)
        return Span(start, of.end() if of else end)
    last = _last_coordinated(quantity.head)
    return Span(start, max(end, last.idx + len(last)))


_OF_THEM = re.compile(r"\s(?:of|among)\s(?:them|whom|these|those)\b")


def _last_coordinated(head: Token) -> Token:
    """Return the last noun of "towns and villages": one that "and" ties to `head` at once, without a number or article of its own."""
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ == "NOUN" and not any(c.dep_ in ("det", "nummod", "poss") for c in child.lefts):
            joint = head.doc[head.i + 1 : child.left_edge.i]
            if [token.lower_ for token in joint] in (["and"], ["or"]):
                return child
    return head


def _counts(quantity: Quantity) -> Span | None:
    head = quantity.head
    if quantity.unit:
        return _measured(quantity)
    if head is None or is_state(head.text):
        return None
    first = next(
        (
            token
            for token in head.doc[quantity.last.i + 1 : head.i + 1]
            if not (token.is_punct or token.lower_ in ("of", "the"))
        ),
        head,
    )
    last = _last_coordinated(head)
    return Span(first.idx, last.idx + len(last))


def _measured(quantity: Quantity) -> Span | None:
    """Return what a unit measures: the noun phrase after "of" ("2,000 kilometres of territory")."""
    assert quantity.unit
    doc = quantity.last.doc
    unit = doc.char_span(quantity.unit.span.start, quantity.unit.span.end, alignment_mode="expand")
    of = next((child for token in unit for child in token.children if child.lower_ == "of"), None)
    noun = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return None if noun is None else phrase(noun)


def _side(mentions: tuple[Mention, ...], counts: Span | None) -> str | None:
    if counts is None:
        return None
    return next((mention.side for mention in mentions if mention.side and mention.span.touches(counts)), None)


def _cover(reading: Reading, known: Annotation, span: Span, what: Measure) -> Cover:
    sentence = next((s for s in reading.sentences if s.start <= span.start < s.end), span)
    return cover(reading.text, sentence, span, what, known.times)


def _unnumbered(reading: Reading, known: Annotation, head: Token, what: Measure, many: int | None) -> Figure:
    span = phrase(head)
    covered = _cover(reading, known, span, what)
    return Figure(
        id=f"f{span.start}-{span.end}", span=span, as_written=span.of(reading.text), low=many, high=many,
        bound=Bound.VAGUE if many is None else Bound.EXACT, measure=what, counts=span, victim=victim_class(head),
        side=_side(known.mentions, span), scope=covered.scope, as_of=covered.as_of, period=covered.period, by="figures",
    )  # fmt: skip


def _multiple(reading: Reading, known: Annotation, multiple: Multiple) -> Figure:
    span, number = multiple.span, multiple.number
    covered = _cover(reading, known, span, multiple.measure)
    return Figure(
        id=f"f{span.start}-{span.end}", span=span, as_written=multiple.written.of(reading.text), low=number, high=number,
        bound=Bound.EXACT, measure=multiple.measure, scope=covered.scope, as_of=covered.as_of, period=covered.period, by="figures",
    )  # fmt: skip


_BRACKET = re.compile(r"\s*[(\[]\s*(?:or\s|about\s)?$")


def _converted(text: str, ordered: list[Figure]) -> Iterator[Figure]:
    """Yield the figures, those in brackets after one of the same dimension in another unit named as its conversion."""
    previous: Figure | None = None
    for figure in ordered:
        if (
            previous
            and previous.unit
            and figure.unit
            and figure.unit != previous.unit
            and _BRACKET.fullmatch(text[previous.span.end : figure.span.start])
        ):
            figure = replace(figure, conversion_of=previous.id, measure=previous.measure)
        yield figure
        previous = figure
