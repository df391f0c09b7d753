"""Stream: JSON arrays that are written an element at a time."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO


def write_array(out: BinaryIO, head: bytes, elements: Iterable[Mapping[str, Any]], tail: bytes) -> int:
    """Write `elements` as the JSON array between `head` and `tail`, one a line; return their number."""
    out.write(head)
    count = 0
    for count, element in enumerate(elements, 1):
        out.write(b"\n" if count == 1 else b",\n")
        out.write(json.dumps(element, ensure_ascii=False, default=str).encode())
    out.write(b"\n" + tail)
    return count


def known(**values: Any) -> dict[str, Any]:
    """Return `values` without those that are None or empty."""
    return {name: value for name, value in values.items() if value not in (None, "", (), [])}
