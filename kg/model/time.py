"""Time: when, as written and as resolved."""

from dataclasses import dataclass
from datetime import date

from kg.model.span import Span
from kg.model.values import Anchor, Grain


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `earliest` and `latest` are the first and last day it may mean, both inclusive; None where the
    text and the publication date do not say (a weekday of a report without a date stays unresolved rather than wrong).
    `partial` keeps what is known without a year: ``--09-10``, ``--09``."""

    id: str
    span: Span
    earliest: date | None = None
    latest: date | None = None
    grain: Grain = Grain.UNKNOWN
    anchor: Anchor | None = None
    partial: str | None = None
