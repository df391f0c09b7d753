"""Figure: a number that a report gives, with what it counts and how exactly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model.span import Span
from kg.model.values import Bound, Measure, Scope

Number = int | float


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bound, its unit and what it counts. Nothing is rounded or widened at reading.

    `span` holds the whole phrase ("more than 2,000 Ukrainian and foreign fighters"); of a plain count, which measures
    nothing, the number with its bound ("at least 34" strikes). `as_written` is the number alone as it stands ("2,000"),
    `counts` the words that name what is counted, `victim` the victim class (civilian, child, soldier …), `side` the ISO
    alpha-2 code of the side that is counted, `as_of` and `period` the ids of times, `event` the id of the event it belongs
    to, `conversion_of` the id of the figure that an editor converted, `part_of` the id of the figure that counts these too
    ("20 people, five of them children"), `flag` why it is suspicious.
    """

    id: str
    span: Span
    as_written: str
    low: Number | None
    high: Number | None
    bound: Bound
    measure: Measure
    strict: bool = False
    unit: str | None = None
    counts: Span | None = None
    victim: str | None = None
    side: str | None = None
    scope: Scope | None = None
    as_of: str | None = None
    period: str | None = None
    conversion_of: str | None = None
    flag: str | None = None
    by: str = ""
    part_of: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.as_written!r}: low {self.low} is above high {self.high}")
        if self.bound is Bound.VAGUE and not (self.low is None and self.high is None):
            raise ValueError(f"{self.as_written!r}: a vague figure has no value")


def totals(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield those of `figures` that may be added up: no part of another of them with the same measure."""
    known = {figure.id: figure for figure in figures}
    for figure in known.values():
        whole = known.get(figure.part_of or "")
        if whole is None or whole.measure is not figure.measure:
            yield figure


def is_share(figure: Figure, whole: Figure | None) -> bool:
    """Return whether `figure` is but some of those that `whole` counts, and no class of them that other reports may count as
    well: "seven of them in hospital", unlike "five of them children"."""
    return whole is not None and figure.measure is whole.measure and figure.victim in (None, "person", whole.victim)
