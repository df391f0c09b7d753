"""Writing: the server's end of the one process that changes the graph."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.serve.frames import DATA, END, REQUEST, framed, message
from kg.serve.limits import Limits, RequestError
from kg.serve.process import Nursery, Process


@dataclass(slots=True)
class Writing:
    """Changes to `graph`, one after the other. The process starts with the first, and is killed at the deadline."""

    graph: Path
    limits: Limits
    scratch: bool
    nursery: Nursery
    _process: Process | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def change(self, asked: dict[str, Any], parts: Sequence[bytes] = ()) -> dict[str, Any]:
        """Make the change that is `asked` for; return what the process says of it. RequestError if it was not made."""
        slow = f"not done within {self.limits.seconds:g} seconds: change less at a time, or try again later"
        try:
            async with asyncio.timeout(self.limits.seconds), self._turn:
                return await self._asked({**asked, "scratch": self.scratch}, parts)
        except TimeoutError:
            raise RequestError(503, slow) from None

    async def _asked(self, asked: dict[str, Any], parts: Sequence[bytes]) -> dict[str, Any]:
        if self._process is None or not self._process.alive:
            config = {"graph": str(self.graph), "limits": asdict(self.limits), "scratch": self.scratch}
            self._process = await self.nursery.process("writer", config)
        try:
            await self._process.ask([message(REQUEST, asked), *(framed(DATA, part) for part in parts), framed(END)])
            _, body = await self._process.frame()
        finally:
            if not self._process.clean:
                await asyncio.shield(self.stop())
        answer: dict[str, Any] = json.loads(body)
        return answer

    async def stop(self) -> None:
        """Kill the process. A change that it had not finished is not made."""
        process, self._process = self._process, None
        if process:
            await process.kill()
