"""Workers: a pool of processes for queries, started beforehand, each killed when its time is up or nobody waits any more."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.serve.frames import END, ERROR, HEAD, REQUEST, message
from kg.serve.limits import Limits, RequestError

CRASHED = "the query broke the process that ran it: it is too deep, or needs more memory than it may have; make it smaller"


@dataclass(slots=True)
class Worker:
    """One process. `clean` says that it waits for a request and nothing of an earlier answer is left in the pipe."""

    process: asyncio.subprocess.Process
    clean: bool = True

    @classmethod
    async def start(cls, graph: Path, limits: Limits) -> "Worker":
        """Return a new worker for `graph`, in a session of its own."""
        command = [sys.executable, "-m", "kg.serve.worker", str(graph), str(limits.memory), str(limits.seconds)]
        pipe = asyncio.subprocess.PIPE
        quiet = None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=quiet, start_new_session=True)
        return cls(process)

    async def ask(self, request: dict[str, Any]) -> None:
        """Send `request`; RequestError if the process is gone."""
        self.clean = False
        assert self.process.stdin
        try:
            self.process.stdin.write(message(REQUEST, request))
            await self.process.stdin.drain()
        except ConnectionError as error:
            raise RequestError(503, CRASHED) from error

    async def frame(self) -> tuple[bytes, bytes]:
        """Return kind and body of the next frame of the answer: BEGIN, DATA …, END. RequestError for what the worker
        refuses, or if it dies of it."""
        assert self.process.stdout
        try:
            kind, size = HEAD.unpack(await self.process.stdout.readexactly(HEAD.size))
            body = await self.process.stdout.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise RequestError(503, CRASHED) from error
        self.clean = kind in (END, ERROR)
        if kind == ERROR:
            raise RequestError(*json.loads(body))
        return kind, body

    async def kill(self) -> None:
        """End the process now, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        assert self.process.stdout
        while await self.process.stdout.read(1 << 16):  # asyncio sees the end of a process only once its pipes are empty
            pass
        await self.process.wait()


@dataclass(slots=True)
class Pool:
    """`size` workers for `graph`. One that is not clean after use is killed, and another started in its place."""

    graph: Path
    limits: Limits
    size: int = 2
    _idle: asyncio.Queue[Worker] = field(default_factory=asyncio.Queue)
    workers: list[Worker] = field(default_factory=list)

    async def start(self) -> None:
        """Start all workers."""
        for _ in range(self.size):
            await self._add()

    async def stop(self) -> None:
        """Kill all workers."""
        for worker in self.workers:
            await worker.kill()
        self.workers.clear()

    async def take(self) -> Worker:
        """Lend a worker, waiting until one is free. It has to be given back."""
        while (worker := await self._idle.get()).process.returncode is not None:
            await self._replace(worker)  # it was ended from outside while nobody asked it anything
        return worker

    async def give_back(self, worker: Worker) -> None:
        """Take back a worker; what is left of its answer is killed with it, and another worker started."""
        if worker.clean and worker.process.returncode is None:
            self._idle.put_nowait(worker)
        else:
            await self._replace(worker)

    async def _replace(self, worker: Worker) -> None:
        self.workers.remove(worker)
        await worker.kill()
        await self._add()

    async def _add(self) -> None:
        worker = await Worker.start(self.graph, self.limits)
        self.workers.append(worker)
        self._idle.put_nowait(worker)
