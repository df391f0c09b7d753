"""Orders: what server and borrower say to each other about the connections that are lent, each by the number of its slot.

The server's orders are two bytes each, and with LEND the connection itself comes along; the borrower answers in frames.
"""

import struct

from kg.serve.frames import framed

ORDER = struct.Struct("cB")
LEND, RECALL = b"L", b"R"
READY, BACK = b"Y", b"K"
"""The frames: that it has opened the graph; that a connection is given back."""

_BACK = struct.Struct("?B")


def given_back(slot: int, *, trusted: bool, rest: bytes = b"") -> bytes:
    """Return the frame that says that the connection in `slot` is the server's again, with nothing on it read that was not
    answered. `trusted` says that it may be lent again at once; `rest` is what is still to be sent of an answer."""
    return framed(BACK, _BACK.pack(trusted, slot) + rest)


def returned(body: bytes) -> tuple[int, bool, bytes]:
    """Return slot, trust and rest of a frame that `given_back` made."""
    trusted, slot = _BACK.unpack_from(body)
    return slot, trusted, body[_BACK.size :]
