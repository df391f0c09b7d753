"""Settings: what the environment may set. Arguments go before it, and everything has a default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """``KG_DEBUG`` shows tracebacks; ``KG_GRAPH`` is the graph folder of commands that are not given one; ``KG_MODEL`` the
    language model; ``KG_TIMEOUT`` the seconds, and ``KG_MEMORY`` the megabytes, that a query of the server may take."""

    debug: bool = False
    graph: str = "war.kg"
    model: str = "en_core_web_md"
    timeout: float = 30.0
    memory: int = 2048


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that `environment` makes; UsageError if a number is none."""
    default = Settings()
    return Settings(
        debug=environment.get("KG_DEBUG", "").lower() not in ("", "0", "false", "no"),
        graph=environment.get("KG_GRAPH") or default.graph,
        model=environment.get("KG_MODEL") or default.model,
        timeout=_positive(environment, "KG_TIMEOUT", default.timeout),
        memory=int(_positive(environment, "KG_MEMORY", default.memory)),
    )


def _positive(environment: Mapping[str, str], name: str, default: float) -> float:
    written = environment.get(name)
    if not written:
        return default
    try:
        value = float(written)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise UsageError(f"{name}={written!r} is not a number above 0; correct it, or unset it")
    return value
