"""Loans: the connections that one borrower has, and the watch over what it does with them."""

import asyncio
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from kg.serve.metrics import Metrics
from kg.serve.notes import Note, taken
from kg.serve.orders import BACK, LEND, ORDER, READY, RECALL, returned
from kg.serve.page import EVALUATING, SENDING, Moment, Page, new_page
from kg.serve.process import Process
from kg.serve.wire import LOST

MOST = 16
"""Connections of one borrower: the last of them waits for the answers to all others at most."""

SHORT, STUCK = 0.015, 15
"""Seconds of the processor for a query that has been seen under way already, or how many times it is seen so, after which it is
no short one: the borrower is killed, and the query is answered in a process of its own."""


class Lendable(Protocol):
    """A connection that can be lent."""

    def file(self) -> int:
        """Return its file."""

    def noted(self, note: Note) -> None:
        """Write a request to the log that was answered on it."""

    def back(self, *, trusted: bool, rest: bytes) -> None:
        """Go on with it: whatever has come is unread. First the `rest` of an answer is to be sent."""

    def cut(self) -> None:
        """End it: nobody knows how much of an answer has gone out."""


class Loans:
    """The connections that `process`, a borrower, has. `ended` is called when it is gone, and all are back."""

    def __init__(self, process: Process, metrics: Metrics, ended: Callable[["Loans"], None]) -> None:
        self.process, self._metrics, self._ended, self.ready = process, metrics, ended, False
        self._slots = dict[int, Lendable]()
        self._seen, self._used, self._times = Moment(0, 0, 0), 0.0, 0
        self._orders = socket.socket(fileno=os.dup(process.wire.transport.get_extra_info("socket").fileno()))
        self._notes, theirs = os.pipe2(os.O_NONBLOCK)
        page = new_page()
        self._page = Page(page)
        with suppress(OSError):  # if it is gone already, its wire says so
            socket.send_fds(self._orders, [b"P"], [page, theirs])
        os.close(page)
        os.close(theirs)
        process.wire.receiver = self._received
        if not process.alive:
            asyncio.get_running_loop().call_soon(self._end)

    @property
    def number(self) -> int:
        """How many connections are lent."""
        return len(self._slots)

    @property
    def room(self) -> bool:
        """Whether one more may be."""
        return self.ready and self.process.alive and len(self._slots) < MOST

    def lend(self, connection: Lendable) -> bool:
        """Return whether the borrower has `connection` now."""
        slot = next(slot for slot in range(MOST) if slot not in self._slots)
        try:
            socket.send_fds(self._orders, [ORDER.pack(LEND, slot)], [connection.file()])
        except OSError:
            return False
        self._slots[slot] = connection
        return True

    def recall(self, connection: Lendable) -> None:
        """Ask for `connection`; it comes back when the answer that is under way is sent."""
        for slot, lent in self._slots.items():
            if lent is connection:
                with suppress(OSError):
                    self._orders.send(ORDER.pack(RECALL, slot))

    def count(self) -> None:
        """Add what was answered to the counts of the server."""
        self._page.tally.tell(self._metrics)

    def look(self) -> None:
        """Take the notes; kill the borrower if it works on one query for too long."""
        self._take_notes()
        now, seen = self._page.read(), self._seen
        if now.doing != EVALUATING or now.number != seen.number or seen.doing != EVALUATING:
            self._seen, self._times = now, 0
            self._used = _used(self.process.pid) if now.doing == EVALUATING else 0.0
            return
        self._times += 1
        if self._times >= STUCK or _used(self.process.pid) - self._used >= SHORT:
            self.process.strike()

    def _take_notes(self) -> None:
        for note in taken(self._notes):
            if lent := self._slots.get(note.slot):
                lent.noted(note)

    def _received(self, kind: bytes, body: bytes) -> None:
        self._take_notes()  # before the slot is another's
        if kind == BACK:
            slot, trusted, rest = returned(body)
            self._slots.pop(slot).back(trusted=trusted, rest=rest)
        elif kind == READY:
            self.ready = True
        elif kind == LOST:
            self._end()

    def _end(self) -> None:
        """Take all back: the borrower is gone, which was to be expected of the one whose query it worked at."""
        last, lent, self._slots = self._page.read(), self._slots, {}
        self.count()
        self._orders.close()
        os.close(self._notes)
        self.process.wire.receiver = None
        for slot, connection in lent.items():
            if last.doing == SENDING and last.slot == slot:
                connection.cut()
            else:
                connection.back(trusted=last.doing != EVALUATING or last.slot != slot, rest=b"")
        self._ended(self)


def _used(pid: int) -> float:
    """The seconds of the processor that process `pid` has had; 0 if it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # how Linux calls the clock of another process
    except OSError:
        return 0.0
