"""Options: how a graph is served."""

from dataclasses import dataclass, field

from kg.serve.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """What `kg serve` can be told. `port` 0 is any free one; `union` makes all named graphs together the default graph;
    `scratch` serves a store that holds nothing of Byline's; `hosts` are further names that requests may address;
    `token` is a secret that writers present, in the place of the one in the graph's folder."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    union: bool = True
    scratch: bool = False
    writable: bool = False
    token: str | None = None
    hosts: tuple[str, ...] = ()
    log: bool = False
