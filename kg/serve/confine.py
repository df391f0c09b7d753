"""Confine: what a process may not do in which strangers' words are run."""

import os
import resource


def confine(megabytes: int) -> None:
    """Bound this process' memory, forbid core files, and leave the network, where the system allows it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    own_network = os.CLONE_NEWNET if os.geteuid() == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNET
    try:
        os.unshare(own_network)
    except OSError:
        return  # not allowed here: the refusal of SERVICE and LOAD has to do


def limit_cpu(seconds: float) -> None:
    """Allow this process twice `seconds` more: the last defence, should the server be gone that ends it at the deadline."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + 2 * seconds) + 2, hard))
