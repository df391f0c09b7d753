"""Lending: connections on which short queries come one after the other are lent to processes that answer them there.

That saves each query the way from the server to a worker and back. All that is not a short query comes back and goes that way.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from kg.serve.loans import Lendable, Loans
from kg.serve.metrics import Metrics
from kg.serve.process import Nursery
from kg.serve.workers import AGAIN

TICK = 0.02
"""Seconds between two looks at what borrowers do."""


@dataclass(slots=True)
class Lending:
    """Up to `most` borrowers, each set up as `config` says, started when there is something for them."""

    nursery: Nursery
    metrics: Metrics
    config: dict[str, Any]
    most: int
    replaced: int = 0
    loans: list[Loans] = field(default_factory=list)
    _starting: bool = False
    _watch: asyncio.TimerHandle | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def lent(self) -> int:
        """How many connections are lent."""
        return sum(one.number for one in self.loans)

    def lend(self, connection: Lendable) -> Loans | None:
        """Return who has `connection` now, if anybody can have it."""
        free = min((one for one in self.loans if one.room), key=lambda one: one.number, default=None)
        if (free is None or free.number) and len(self.loans) < self.most and not self._starting:
            self._starting = True
            self._do(self._start())
        if free is None or (free.number and self._coming) or not free.lend(connection):
            return None
        self._watch = self._watch or asyncio.get_running_loop().call_later(TICK, self._look)
        return free

    def count(self) -> None:
        """Add to the counts of the server what borrowers have answered."""
        for one in self.loans:
            one.count()

    async def stop(self) -> None:
        """End all borrowers."""
        self.most = 0
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in list(self.loans):
            await one.process.kill()
        await asyncio.sleep(0)  # for the wires to say so
        await asyncio.gather(*self._tasks)

    @property
    def _coming(self) -> bool:
        """Whether there will soon be one more borrower."""
        return self._starting or not all(one.ready for one in self.loans)

    def _look(self) -> None:
        for one in list(self.loans):
            one.look()
        self._watch = asyncio.get_running_loop().call_later(TICK, self._look) if self.lent else None

    def _do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self) -> None:
        try:
            self.loans.append(Loans(await self.nursery.process("borrower", self.config), self.metrics, self._ended))
        except OSError:
            await asyncio.sleep(AGAIN)
        finally:
            self._starting = False

    def _ended(self, loans: Loans) -> None:
        self.loans.remove(loans)
        self.replaced += 1
        self._do(self._buried(loans))

    async def _buried(self, loans: Loans) -> None:
        await loans.process.kill()
        if not loans.ready and self.most:  # something is wrong with all of them: no new one at once
            self._starting = True
            await asyncio.sleep(AGAIN)
            self._starting = False
