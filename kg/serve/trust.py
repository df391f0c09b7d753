"""Trust: whether the queries on a connection are short ones, as far as one can tell from those that came before."""

import time
from dataclasses import dataclass

from kg.serve.frames import LARGEST
from kg.serve.observe import Seen

QUICK = 0.05
"""Seconds within which a query of a connection is answered that may be lent; waiting for others is part of it."""

MOST = 1024
"""Quick answers that are wanted of a connection at most, however often it was given back."""


@dataclass(slots=True)
class Trust:
    """How many `quick` answers came one after the other, and how many are `wanted`: twice as many each time that a connection
    was lent in vain."""

    wanted: int = 1
    quick: int = 0

    def after(self, seen: Seen) -> bool:
        """Return whether the connection may be lent after what was `seen` on it."""
        short = seen.status == 200 and seen.ended and seen.sent <= LARGEST and time.monotonic() - seen.began < QUICK
        self.quick = self.quick + 1 if short else 0
        return self.quick >= self.wanted

    def lost(self) -> None:
        """Note that it was lent in vain."""
        self.wanted, self.quick = min(2 * self.wanted, MOST), 0
