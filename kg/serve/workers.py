"""Workers: a pool of processes for queries, started beforehand, each killed when its time is up or nobody waits any more."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.serve.limits import Limits, RequestError
from kg.serve.process import Nursery, Process

LONG = 0.5
"""Seconds after which a query is a long one: it lets short ones go first, and has none of the workers that these wait for."""

AGAIN = 1.0
"""Seconds after which it is tried again to start a worker."""


@dataclass(slots=True, eq=False)
class Turn:
    """The turn of the address `client` to have a worker, which `then` is given once there is one."""

    client: str
    then: Callable[[Process], None]


@dataclass(slots=True)
class Pool:
    """`size` workers for `graph`, and as many more for long queries at most. One that is not clean after use is killed, and
    another started in its place.

    One client has at most `size` - 1 of either at a time, so that nobody can keep all from others; who comes when
    `limits.queue` wait already is sent away.
    """

    graph: Path
    limits: Limits
    nursery: Nursery
    size: int = 4
    workers: list[Process] = field(default_factory=list)
    replaced: int = 0
    _idle: list[Process] = field(default_factory=list)
    _waiting: deque[Turn] = field(default_factory=deque)
    _held: Counter[str] = field(default_factory=Counter)
    _long: dict[int, str] = field(default_factory=dict)
    """The clients of long queries, by the numbers of the processes that answer them."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _stopped: bool = False

    async def start(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    async def stop(self) -> None:
        """Kill all workers."""
        self._stopped = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
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
        return self._held.total() + len(self._long)

    @asynccontextmanager
    async def worker(self, client: str) -> AsyncIterator[Process]:
        """Lend a worker to the address `client`, waiting until one is free; RequestError (503) if too many wait already."""
        given: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        turn = Turn(client, lambda worker: self.give_back(worker, client) if given.done() else given.set_result(worker))
        self.take(turn)
        try:
            worker = await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled():
                self.give_back(given.result(), client)
            else:
                self.leave(turn)
            raise
        late = asyncio.get_running_loop().call_later(LONG, self.lengthen, worker, client)
        try:
            yield worker
        finally:
            late.cancel()
            self.give_back(worker, client)

    def take(self, turn: Turn) -> None:
        """Give a worker to whose `turn` it is, now or later; RequestError (503) if too many wait already. It is given back
        with `give_back`."""
        worker = self._free() if self._held[turn.client] < self._most else None
        if worker:
            self._held[turn.client] += 1
            turn.then(worker)
        elif len(self._waiting) >= self.limits.queue:
            raise RequestError(503, "too many requests wait for an answer already; try again later")
        else:
            self._waiting.append(turn)

    def leave(self, turn: Turn) -> None:
        """Wait no longer for a worker that was not given."""
        if turn in self._waiting:
            self._waiting.remove(turn)

    def lengthen(self, worker: Process, client: str) -> None:
        """Note that what `client` asks of `worker` takes long: others go first, and another worker is there for them, if there
        are not too many long ones already."""
        worker.lower()
        if len(self._long) < self.size and list(self._long.values()).count(client) < self._most:
            self._long[worker.pid] = client
            self._less(client)
            self._start(self._another())

    def give_back(self, worker: Process, client: str) -> None:
        """Take back from `client` a `worker`. It is ended if it cannot be lent again, or if another is there in its place."""
        if self._long.pop(worker.pid, None):
            self._end(worker)
            return
        self._less(client)
        if worker.clean and worker.alive and worker.raised():
            self._idle.append(worker)
            self._serve()
        else:
            self._end(worker)
            self._start(self._another())

    def _less(self, client: str) -> None:
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]

    def _free(self) -> Process | None:
        """An idle worker. One that was ended from outside while nobody asked it anything is none."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._end(worker)
            self._start(self._another())
        return None

    @property
    def _most(self) -> int:
        """How many workers one client may have."""
        return max(1, self.size - 1)

    def _end(self, worker: Process) -> None:
        self.replaced += 1
        worker.end()
        if worker in self.workers:  # else the pool was stopped meanwhile
            self.workers.remove(worker)
            self._start(worker.kill())

    def _start(self, work: Coroutine[None, None, None]) -> None:
        """Do `work` while others go on."""
        if self._stopped:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        config = {"graph": str(self.graph), "limits": asdict(self.limits)}
        worker = await self.nursery.process("worker", config)
        self.workers.append(worker)
        self._idle.append(worker)
        self._serve()

    async def _another(self) -> None:
        """Add a worker, however long it takes until the system lets it start."""
        while not self._stopped:
            try:
                await self._add()
            except OSError:
                await asyncio.sleep(AGAIN)
            else:
                return

    def _serve(self) -> None:
        """Hand idle workers to those who wait, the first come first among those that may have one more."""
        for turn in list(self._waiting):
            if self._held[turn.client] < self._most:
                worker = self._free()
                if worker is None:
                    return
                self._waiting.remove(turn)
                self._held[turn.client] += 1
                turn.then(worker)
