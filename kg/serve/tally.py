"""Tally: what a borrower has answered, counted in memory that the server reads when it is asked for its counts."""

from bisect import bisect_left
from itertools import product

from kg.serve.metrics import BUCKETS, Metrics
from kg.serve.plain import METHODS, PATHS

_PLACES = {which: place for place, which in enumerate(product(METHODS, PATHS))}
_SECONDS, _SENT, _WITHIN = range(len(_PLACES), len(_PLACES) + 3)
NUMBERS = _WITHIN + len(BUCKETS) + 1
"""How many numbers a tally is."""


class Tally:
    """Counts in `numbers`, which two processes share: one counts, the other reads. All were answered with 200."""

    def __init__(self, numbers: "memoryview[float]") -> None:
        self._numbers, self._told = numbers, [0.0] * NUMBERS

    def count(self, method: str, path: str, seconds: float, sent: int) -> None:
        """Count a request that was answered with `sent` bytes after `seconds`."""
        numbers = self._numbers
        numbers[_PLACES[method, path]] += 1
        numbers[_SECONDS] += seconds
        numbers[_SENT] += sent
        numbers[_WITHIN + bisect_left(BUCKETS, seconds)] += 1

    def tell(self, metrics: Metrics) -> None:
        """Add to `metrics` what was counted since the last time."""
        now = [*map(float, self._numbers)]
        new, self._told = [number - told for number, told in zip(now, self._told, strict=True)], now
        for (method, path), place in _PLACES.items():
            if new[place]:
                metrics.requests[method, path, 200] += int(new[place])
        metrics.seconds += new[_SECONDS]
        metrics.sent += int(new[_SENT])
        metrics.within = [number + int(more) for number, more in zip(metrics.within, new[_WITHIN:], strict=True)]
