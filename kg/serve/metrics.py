"""Metrics: counts and times of requests, in the text format that Prometheus reads."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper ends, in seconds, of the classes that answers are counted in by how long they took."""

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class Metrics:
    """What has been counted since the start."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    sent: int = 0
    seconds: float = 0.0
    within: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    cut_off: int = 0

    def count(self, method: str, route: str, status: int, seconds: float, sent: int) -> None:
        """Count a request that was answered with `status` and `sent` bytes after `seconds`."""
        self.requests[method, route, status] += 1
        self.seconds += seconds
        self.sent += sent
        self.within[bisect_left(BUCKETS, seconds)] += 1

    def text(self, gauges: dict[str, tuple[str, float]]) -> str:
        """Return all counts, and `gauges` (name → what it is, its value now)."""
        lines = ["# HELP kg_requests_total Requests answered.", "# TYPE kg_requests_total counter"]
        for (method, route, status), number in sorted(self.requests.items()):
            lines.append(f'kg_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}')
        lines += ["# HELP kg_request_seconds Time to the end of the answer.", "# TYPE kg_request_seconds histogram"]
        total = 0
        for end, number in zip((*map(str, BUCKETS), "+Inf"), self.within, strict=True):
            total += number
            lines.append(f'kg_request_seconds_bucket{{le="{end}"}} {total}')
        lines += [f"kg_request_seconds_sum {self.seconds:.6f}", f"kg_request_seconds_count {total}"]
        lines += _one("kg_response_bytes_total", "Bytes of answers.", self.sent, "counter")
        lines += _one("kg_aborted_total", "Answers that were begun and cut off.", self.cut_off, "counter")
        for name, (about, value) in gauges.items():
            lines += _one(name, about, value, "counter" if name.endswith("_total") else "gauge")
        return "\n".join([*lines, ""])


def _one(name: str, about: str, value: float, kind: str) -> list[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}", f"{name} {value:g}" if value < 1e6 else f"{name} {value:.0f}"]
