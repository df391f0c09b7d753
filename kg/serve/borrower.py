"""Borrower: a process that answers short plain queries on connections that the server lends it.

A request stays unread on its connection until its answer is there, and everything that is not a short plain query, whole and
alone, is left unread: the connection is given back, and the server goes on as if it had never been lent. So this process can be
killed at any time before an answer goes out, and nobody loses more than a little time.
"""

import gc
import os
import select
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve.asked import Manner
from kg.serve.confine import Allowance, confine
from kg.serve.evaluating import Reader
from kg.serve.frames import framed
from kg.serve.gate import Gate
from kg.serve.limits import Limits
from kg.serve.notes import Note
from kg.serve.orders import LEND, ORDER, READY, given_back
from kg.serve.page import Page
from kg.serve.plain import Begun, begun_in, unfinished
from kg.serve.replying import Reply, Replying

ROOM = 1 << 14
"""Bytes of a request that is answered here at most, and one more."""

IDLE, HALF = 2.0, 0.05
"""Seconds after which a connection is given back on which nothing comes, or not the rest of a request."""

COSTLY = 0.005
"""Seconds of the processor for an answer, after which a connection is given back: others wait meanwhile."""

_READ = select.EPOLLIN | select.EPOLLRDHUP | select.EPOLLET
_END = select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR
_ORDERS = 4096


@dataclass(slots=True, eq=False)
class Loan:
    """A lent connection: since when it is quiet, by the monotonic clock, and whether a part of a request is on it."""

    slot: int
    connection: socket.socket
    since: float
    half: bool = False


def main(config: dict[str, Any]) -> None:
    """Answer on lent connections until the server is gone, or wants no more."""
    wire = socket.socket(fileno=os.dup(0))
    for standard in (0, 1):
        os.dup2(2, standard)  # nothing but frames may go to the server
    limits = Limits(**config["limits"])
    confine(limits.memory)
    _, (page, notes), _, _ = socket.recv_fds(wire, 1, 2)
    reader = Reader(Path(config["graph"]))
    replying = Replying(reader, limits, Manner(**config["manner"]), Gate(config["hosts"], 0.0))
    reader.warm()
    gc.freeze()
    wire.sendall(framed(READY))
    Borrower(wire, Page(page), notes if config["log"] else None, limits, replying).run()


class Borrower:
    """The connections that are lent, and what is done about them, which is said on the `page`, and in `notes` if wanted."""

    def __init__(self, wire: socket.socket, page: Page, notes: int | None, limits: Limits, replying: Replying) -> None:
        self._wire, self._page, self._notes, self._replying = wire, page, notes, replying
        self._most, self._allowance = limits.body, Allowance(limits.seconds)
        self._loans, self._poll, self._due = dict[int, Loan](), select.epoll(), 0.0
        self._poll.register(wire, select.EPOLLIN)

    def run(self) -> None:
        """Go on until the server ends the conversation."""
        while True:
            wait = max(0.0, self._due - time.monotonic()) if self._due else None
            for file, event in self._poll.poll(wait):
                loan = self._loans.get(file)
                if loan:
                    self._look(loan)
                    if event & _END and file in self._loans:
                        self._give_back(loan, trusted=True)
                elif file == self._wire.fileno() and not self._ordered():
                    return
            if self._due and time.monotonic() >= self._due:
                self._sweep()

    def _ordered(self) -> bool:
        """Do what the server wants; return whether it is still there."""
        try:
            data, files, _, _ = socket.recv_fds(self._wire, _ORDERS, 1)
        except ConnectionError:
            return False
        for order, slot in ORDER.iter_unpack(data):
            if order == LEND:
                self._take(Loan(slot, socket.socket(fileno=files.pop()), time.monotonic()))
            else:
                for loan in [one for one in self._loans.values() if one.slot == slot]:
                    self._give_back(loan, trusted=True)
        return bool(data)

    def _take(self, loan: Loan) -> None:
        self._loans[loan.connection.fileno()] = loan
        self._poll.register(loan.connection, _READ)
        self._due = self._due or loan.since + IDLE

    def _look(self, loan: Loan) -> None:
        """See what has come, without taking it off the connection; answer it if it is a plain query, whole and alone."""
        began = time.monotonic()
        try:
            data = loan.connection.recv(ROOM, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        begun = begun_in(data, self._most)
        if begun and len(data) == begun.size and len(data) < ROOM:
            self._answer(loan, begun, data[begun.body :], began)
        elif unfinished(data, begun, ROOM):
            if not loan.half:  # once: who sends letter by letter is no better than who sends nothing
                loan.since, loan.half, self._due = began, True, min(self._due, began + HALF)
        else:
            self._give_back(loan, trusted=not data)

    def _answer(self, loan: Loan, begun: Begun, body: bytes, began: float) -> None:
        fresh = self._replying.current()  # before it is watched and counted: opening a snapshot is nobody's query
        used = self._allowance.renew()
        self._page.evaluates(loan.slot)
        reply = self._replying.reply(begun, body) if fresh else None
        if not reply or not self._noted(loan, begun, reply, began):
            self._page.waits()
            self._give_back(loan, trusted=False)
            return
        self._page.sends()
        rest = self._sent(loan.connection, reply.head + reply.body)
        with suppress(OSError):  # taken after the answer, which says that it has come: no packet goes out for that alone
            loan.connection.recv(begun.size)
        loan.since, loan.half = time.monotonic(), False
        if rest:
            self._give_back(loan, trusted=True, rest=rest)
        elif loan.since - began > COSTLY and time.process_time() - used > COSTLY:
            self._give_back(loan, trusted=False)
        self._page.waits()

    def _noted(self, loan: Loan, begun: Begun, reply: Reply, began: float) -> bool:
        """Count what is about to be sent; return whether there was room for a note: the server has no time for them if not."""
        seconds, line, sent = time.monotonic() - began, begun.line, len(reply.body)
        if self._notes is not None:
            try:
                os.write(self._notes, Note(loan.slot, line.method, line.path, seconds, sent, reply.name).written())
            except BlockingIOError:
                return False
        self._page.tally.count(line.method, line.path, seconds, sent)
        return True

    def _sent(self, connection: socket.socket, answer: bytes) -> bytes:
        """Send as much of `answer` as the system takes now; return the rest. If the client is gone, the server will see it."""
        try:
            return answer[connection.send(answer) :]
        except BlockingIOError:
            return answer
        except OSError:
            return b""

    def _sweep(self) -> None:
        """Give back the connections that have been quiet for too long."""
        now = time.monotonic()
        for loan in list(self._loans.values()):
            if now - loan.since >= (HALF if loan.half else IDLE):
                self._give_back(loan, trusted=not loan.half)
        halves = any(loan.half for loan in self._loans.values())
        self._due = now + (HALF if halves else IDLE / 4) if self._loans else 0.0

    def _give_back(self, loan: Loan, *, trusted: bool, rest: bytes = b"") -> None:
        del self._loans[loan.connection.fileno()]
        self._poll.unregister(loan.connection)  # closing is not enough: the server has the connection open too
        loan.connection.close()
        self._wire.sendall(given_back(loan.slot, trusted=trusted, rest=rest))
