"""Gate: who is let in: requests for a name of this server, and not too many from one address."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from kg.serve.limits import RequestError

REMEMBERED = 10_000
"""Addresses whose requests are counted at a time."""


@dataclass(slots=True)
class Rate:
    """A bucket for each address, which `rate` requests a second fill up to twice that."""

    rate: float
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allows(self, client: str, now: float) -> bool:
        """Return whether `client` may send another request at the time `now`, in seconds."""
        most = max(1.0, 2 * self.rate)
        left, since = self._left.pop(client, (most, now))
        left = min(most, left + (now - since) * self.rate)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return left >= 1


def known_host(host: str, names: Iterable[str]) -> bool:
    """Return whether the Host header `host` names this server: by a number, as localhost, or by one of `names`.

    A page of another site can point a name of its own at this computer (DNS rebinding), but not a number.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost") or name in names or "*" in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Gate:
    """What lets requests in: those for one of the hosts `names`, and at most `rate` a second from one address (0: any)."""

    def __init__(self, names: Iterable[str], rate: float) -> None:
        mine = frozenset(name.lower() for name in names)
        self._known = lru_cache(16)(lambda host: known_host(host, mine))
        self._rate = Rate(rate) if rate else None

    def check(self, hosts: Sequence[str], client: str) -> None:
        """RequestError if a request with the Host headers `hosts` from the address `client` is turned away."""
        if len(hosts) != 1:
            raise RequestError(400, "a request has one Host header")
        if not self._known(hosts[0]):
            raise RequestError(421, "this server does not go by that name; see `kg serve --allow-host`")
        if self._rate and not self._rate.allows(client, time.monotonic()):
            raise RequestError(429, "too many requests from this address; send them more slowly")
