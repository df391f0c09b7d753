"""Confine: what a process may not do in which strangers' words are run."""

import os
import resource
import time
from dataclasses import dataclass


def confine(megabytes: int) -> None:
    """Bound this process' memory, forbid core files, and leave the network, where the system allows it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    own_network = os.CLONE_NEWNET if os.geteuid() == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNET
    try:
        os.unshare(own_network)
    except OSError:
        return  # not allowed here: the refusal of SERVICE and LOAD has to do


@dataclass(slots=True)
class Allowance:
    """The processor time of this process: the last defence, should the server be gone that ends it at the deadline."""

    seconds: float
    """What one request may take."""
    _until: float = 0.0

    def renew(self) -> float:
        """Allow twice `seconds` more at least, four times that at most; return the seconds that were used so far."""
        used = time.process_time()
        if self._until < used + 2 * self.seconds:
            self._until = used + 4 * self.seconds
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (int(self._until) + 2, hard))
        return used
