"""Figures from their parts: quantities, victims without a number, and multiples, each with side and scope."""

from spacy.tokens import Token

from kg.extract.figures import spans
from kg.extract.figures.multiples import Multiple
from kg.extract.figures.nearby import is_state
from kg.extract.figures.quantities import Quantity
from kg.extract.figures.scope import Cover, cover
from kg.extract.figures.victims import HARM, phrase, told_class, victim_class
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Annotation, Bound, Figure, Measure, Span


class Maker:
    """Makes the figures of one reading, by what is known of its mentions and times."""

    def __init__(self, reading: Reading, known: Annotation) -> None:
        self.reading = reading
        self._sided = Shelf((mention.span, mention.side) for mention in known.mentions if mention.side)
        self._times = Shelf((time.span, time) for time in known.times)

    def of_quantity(self, quantity: Quantity, measure: Measure, flag: str | None) -> Figure:
        """Return the figure of `quantity`; its flags are `flag`, a malformed number and a unit that does not fit."""
        number, counts = quantity.number, spans.counts(quantity)
        plain = measure is Measure.OTHER and quantity.unit is None
        span = number.span if plain else spans.whole(quantity)
        flags = filter(None, [flag, number.numeral.flag, _odd_unit(quantity, measure)])
        victim = _victim(quantity) if measure in HARM else None
        scope = self._cover(span, measure)
        return Figure(
            id=_id(span), span=span, as_written=number.numeral.span.of(self.reading.text), low=number.low, high=number.high,
            bound=number.bound, strict=number.strict, unit=_unit(quantity), measure=measure, counts=counts, victim=victim,
            side=self._side(counts), scope=scope.scope, as_of=scope.as_of, period=scope.period, flag="; ".join(flags) or None,
            by="figures.casualties" if measure in HARM else "figures.quantities",
        )  # fmt: skip

    def of_victim(self, head: Token, measure: Measure, many: int | None) -> Figure:
        """Return the figure of a victim phrase without a number: `many` is 1, 0 ("no one"), 2 ("the couple") …, or None for
        several."""
        span = phrase(head)
        scope = self._cover(span, measure)
        return Figure(
            id=_id(span), span=span, as_written=span.of(self.reading.text), low=many, high=many, measure=measure, counts=span,
            bound=Bound.VAGUE if many is None else Bound.EXACT, victim=victim_class(head), side=self._side(span),
            scope=scope.scope, as_of=scope.as_of, period=scope.period, by="figures.victims",
        )  # fmt: skip

    def of_multiple(self, multiple: Multiple) -> Figure:
        """Return the figure of a multiple ("a double murder")."""
        scope = self._cover(multiple.span, multiple.measure)
        return Figure(
            id=_id(multiple.span), span=multiple.span, as_written=multiple.written.of(self.reading.text), low=multiple.number,
            high=multiple.number, bound=Bound.EXACT, measure=multiple.measure, scope=scope.scope, as_of=scope.as_of,
            period=scope.period, by="figures.multiples",
        )  # fmt: skip

    def _side(self, counts: Span | None) -> str | None:
        return next(iter(self._sided.at(counts)), None) if counts else None

    def _cover(self, span: Span, measure: Measure) -> Cover:
        sentence = self.reading.sentence_at(span.start) or span
        return cover(self.reading.text, sentence, span, measure, self._times.at(sentence))


def _victim(quantity: Quantity) -> str | None:
    if quantity.head is None or is_state(quantity.head.text) or quantity.head.lower_ == "victims":
        return told_class(quantity.head or quantity.last)
    return victim_class(quantity.head)


def _id(span: Span) -> str:
    return f"f{span.start}-{span.end}"


def _odd_unit(quantity: Quantity, measure: Measure) -> str | None:
    length = quantity.unit is not None and quantity.unit.dimension == "length"
    return "a length given for an area" if measure is Measure.AREA and length else None


def _unit(quantity: Quantity) -> str | None:
    if quantity.unit:
        return quantity.unit.name
    return "fraction" if quantity.number.numeral.fraction else None
