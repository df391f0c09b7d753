"""Report: what became of each file and article."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a file or article."""

    EXTRACTED = "extracted"
    REUSED = "reused"
    UNCHANGED = "unchanged"
    UNREAD = "unread"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or article: `name` is the document's id, or the path of what gave no document."""

    name: str
    status: Status
    reason: str = ""

    @property
    def bad(self) -> bool:
        """Whether it is not in the graph as it was given."""
        return self.status in (Status.UNREAD, Status.FAILED)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: an outcome for each file or article, the number of documents and quads that are in the graph now,
    the seconds it took, and the canonical hash of the graph (sha256 over its sorted N-Quads, without runs and ledger) where all
    of it was made anew."""

    outcomes: tuple[Outcome, ...]
    documents: int = 0
    quads: int = 0
    seconds: float = 0.0
    sha256: str = ""

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The outcomes of what was not read or not extracted."""
        return tuple(outcome for outcome in self.outcomes if outcome.bad)

    @property
    def counts(self) -> Counter[Status]:
        """How many outcomes of each status there are."""
        return Counter(outcome.status for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 all read; 3 some articles failed; 1 nothing built."""
        if len(self.failures) == len(self.outcomes):
            return 1
        return 3 if self.failures else 0


Progress = Callable[[Outcome, int | None], None]
"""Is told of each outcome, and of the number of articles there are in all, once that is known."""
