"""Workers: a pool of processes for queries, started beforehand, each killed when its time is up or nobody waits any more."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.serve.limits import Limits, RequestError
from kg.serve.process import Process

LONG = 0.5
"""Seconds after which a query lets the short ones of others go first."""


@dataclass(slots=True, eq=False)
class _Waiting:
    client: str
    worker: asyncio.Future[Process]


@dataclass(slots=True)
class Pool:
    """`size` workers for `graph`. One that is not clean after use is killed, and another started in its place.

    One client has at most `size` - 1 of them at a time, so that nobody can keep all from others; who comes when
    `limits.queue` wait already is sent away.
    """

    graph: Path
    limits: Limits
    size: int = 4
    workers: list[Process] = field(default_factory=list)
    replaced: int = 0
    _idle: list[Process] = field(default_factory=list)
    _waiting: deque[_Waiting] = field(default_factory=deque)
    _held: Counter[str] = field(default_factory=Counter)

    async def start(self) -> None:
        """Start all workers."""
        for _ in range(self.size):
            await self._add()

    async def stop(self) -> None:
        """Kill all workers."""
        workers, self.workers, self._idle = self.workers, [], []
        for worker in workers:
            await worker.kill()

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return len(self._waiting)

    @property
    def busy(self) -> int:
        """How many workers are lent."""
        return self._held.total()

    @asynccontextmanager
    async def worker(self, client: str) -> AsyncIterator[Process]:
        """Lend a worker to the address `client`, waiting until one is free; RequestError (503) if too many wait already."""
        while not (worker := await self._take(client)).alive:
            await self._give_back(worker, client)  # it was ended from outside while nobody asked it anything
        late = asyncio.get_running_loop().call_later(LONG, worker.lower)
        try:
            yield worker
        finally:
            late.cancel()
            await self._give_back(worker, client)

    async def _take(self, client: str) -> Process:
        if self._idle and self._may(client):
            self._held[client] += 1
            return self._idle.pop()
        if len(self._waiting) >= self.limits.queue:
            raise RequestError(503, "too many requests wait for an answer already; try again later")
        waiting = _Waiting(client, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        try:
            return await waiting.worker
        except asyncio.CancelledError:
            if waiting.worker.done() and not waiting.worker.cancelled():
                await self._give_back(waiting.worker.result(), client)
            elif waiting in self._waiting:
                self._waiting.remove(waiting)
            raise

    def _may(self, client: str) -> bool:
        return self._held[client] < max(1, self.size - 1)

    async def _give_back(self, worker: Process, client: str) -> None:
        """Take `worker` back; nothing is waited for if it can be lent again, and nothing ends the waiting if it cannot."""
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        if worker.clean and worker.alive and worker.raised():
            self._idle.append(worker)
            self._serve()
        else:
            await asyncio.shield(self._replace(worker))

    async def _replace(self, worker: Process) -> None:
        self.replaced += 1
        if worker in self.workers:  # else the pool was stopped meanwhile
            self.workers.remove(worker)
            await worker.kill()
            await self._add()
        self._serve()

    async def _add(self) -> None:
        config = {"graph": str(self.graph), "limits": asdict(self.limits)}
        worker = await Process.start("kg.serve.worker", config)
        self.workers.append(worker)
        self._idle.append(worker)

    def _serve(self) -> None:
        """Hand idle workers to those who wait, the first come first among those that may have one more."""
        for waiting in list(self._waiting):
            if not self._idle:
                return
            if self._may(waiting.client):
                self._waiting.remove(waiting)
                if not waiting.worker.done():
                    self._held[waiting.client] += 1
                    waiting.worker.set_result(self._idle.pop())
