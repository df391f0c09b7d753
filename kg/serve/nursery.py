"""Nursery: the process that the server's helpers are forked from, with all imported that they need: a killed one costs little.

Started as ``python -m kg.serve.nursery``. What is to be started comes in by standard input, a packet for each: the role, how
it is set up, and the socket that becomes its standard input and output.
"""

import gc
import json
import os
import signal
import socket
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from kg.serve import borrower, worker, writer
from kg.serve.frames import HELLO, message

PACKET = 1 << 16
"""Bytes of the longest packet."""

ROLES: Mapping[str, Callable[[dict[str, Any]], None]] = {
    "worker": worker.main,
    "borrower": borrower.main,
    "writer": writer.main,
}


def main() -> None:
    """Fork helpers until standard input ends. It has no thread of its own, and opens no graph: both would be lost in them."""
    control = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    gc.freeze()
    while True:
        packet, wires, _, _ = socket.recv_fds(control, PACKET, 1)
        if not packet:
            return
        if os.fork() == 0:
            _become(packet, wires[0], control)
        os.close(wires[0])


def _become(packet: bytes, wire: int, control: socket.socket) -> None:
    """Be the helper that `packet` asks for, to the end."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for standard in (0, 1):
            os.dup2(wire, standard)
        os.close(wire)
        control.close()
        role, config = json.loads(packet)
        os.write(1, message(HELLO, os.getpid()))
        ROLES[role](config)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)  # nothing of the nursery is to happen here


if __name__ == "__main__":
    main()
