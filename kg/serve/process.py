"""Process: a helper of the server, behind two pipes: asked and answering in frames, killed when it takes too long."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.serve.frames import DATA, END, ERROR, HEAD, REQUEST, framed, message
from kg.serve.limits import RequestError

CRASHED = "the request broke the process that ran it: it is too deep, or needs more memory than it may have; make it smaller"


@dataclass(slots=True)
class Process:
    """One process. `clean` says that it waits for a request and nothing of an earlier answer is left in the pipe."""

    process: asyncio.subprocess.Process
    clean: bool = True
    lowered: bool = False

    @classmethod
    async def start(cls, module: str, config: dict[str, Any]) -> "Process":
        """Return a new process that runs `module`, in a session of its own."""
        command = [sys.executable, "-m", module, json.dumps(config)]
        pipe = asyncio.subprocess.PIPE
        quiet = None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=quiet, start_new_session=True)
        return cls(process)

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.returncode is None

    async def ask(self, request: dict[str, Any], parts: Sequence[bytes] | None = None) -> None:
        """Send `request`, and `parts` with an end if they are given; RequestError if the process is gone."""
        self.clean = False
        assert self.process.stdin
        more = () if parts is None else (*(framed(DATA, part) for part in parts), framed(END))
        try:
            self.process.stdin.writelines([message(REQUEST, request), *more])
            await self.process.stdin.drain()
        except ConnectionError as error:
            raise RequestError(503, CRASHED) from error

    async def frame(self) -> tuple[bytes, bytes]:
        """Return kind and body of the next frame of the answer: BEGIN, DATA …, END. RequestError for what the process
        refuses, or if it dies of it."""
        assert self.process.stdout
        try:
            kind, size = HEAD.unpack(await self.process.stdout.readexactly(HEAD.size))
            body = await self.process.stdout.readexactly(size) if size else b""
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise RequestError(503, CRASHED) from error
        self.clean = kind in (END, ERROR)
        if kind == ERROR:
            raise RequestError(*json.loads(body))
        return kind, body

    def lower(self) -> None:
        """Let others go first: it has been busy for long."""
        self.lowered = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 15)

    def raised(self) -> bool:
        """Return whether it has its usual place in the queue for the processor again."""
        if self.lowered:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, os.getpriority(os.PRIO_PROCESS, 0))
                self.lowered = False
        return not self.lowered

    async def kill(self) -> None:
        """End the process now, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        assert self.process.stdout
        while await self.process.stdout.read(1 << 16):  # asyncio sees the end of a process only once its pipes are empty
            pass
        await self.process.wait()
