"""Registry: plug-ins of one kind, found in a room's folder and in the entry-point group of the same name."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from typing import Any

from kg.errors import KgError, UsageError


@dataclass(frozen=True, slots=True)
class Plugin[T]:
    """A registered thing with what it said of itself (`needs`, `gives`, media types …)."""

    name: str
    item: T
    facts: Mapping[str, Any]


class Registry[T]:
    """The plug-ins of one room: ``registry = Registry("kg.extract", what="extractor")``.

    A file of the room registers itself with ``@registry.register("figures", needs=("mentions",))``; another distribution
    does the same in a module that it names in the entry-point group `package`. Nothing is imported until first asked for.
    """

    def __init__(self, package: str, what: str) -> None:
        self.package = package
        self.what = what
        self._plugins: dict[str, Plugin[T]] = {}

    def register(self, name: str, **facts: Any) -> Callable[[T], T]:
        """Return a decorator that enters its function or class under `name`; KgError if the name is taken."""

        def enter(item: T) -> T:
            if name in self._plugins and self._plugins[name].item is not item:
                raise KgError(f"two {self.what}s are called {name!r}: rename one of them")
            self._plugins[name] = Plugin(name, item, facts)
            return item

        return enter

    @cached_property
    def _loaded(self) -> bool:
        package = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(package.__path__, f"{self.package}."):
            importlib.import_module(module.name)
        for point in entry_points(group=self.package):
            point.load()
        return True

    def __iter__(self) -> Iterator[Plugin[T]]:
        """Yield the plug-ins in the order of their names."""
        assert self._loaded
        return iter(sorted(self._plugins.values(), key=lambda plugin: plugin.name))

    def names(self) -> list[str]:
        """Return the names of all plug-ins, sorted."""
        return [plugin.name for plugin in self]

    def __getitem__(self, name: str) -> Plugin[T]:
        """Return the plug-in of that name; UsageError naming those there are."""
        assert self._loaded
        if name not in self._plugins:
            raise UsageError(f"there is no {self.what} {name!r}; there are {', '.join(self.names())}")
        return self._plugins[name]


def in_order[T](plugins: Iterable[Plugin[T]]) -> list[Plugin[T]]:
    """Return `plugins` so that each comes after all that give what it `needs`; KgError if a need has no giver."""
    left, done, order = sorted(plugins, key=lambda plugin: plugin.name), set[str](), list[Plugin[T]]()
    while left:
        pending = {gift for plugin in left for gift in plugin.facts.get("gives", ())}
        ready = [p for p in left if not (set(p.facts.get("needs", ())) & (pending - set(p.facts.get("gives", ()))))]
        if not ready:
            raise KgError(f"{', '.join(p.name for p in left)} need one another in a circle")
        order += ready
        done |= {gift for plugin in ready for gift in plugin.facts.get("gives", ())}
        left = [plugin for plugin in left if plugin not in ready]
    for plugin in order:
        if missing := set(plugin.facts.get("needs", ())) - done:
            raise KgError(f"{plugin.name} needs {', '.join(sorted(missing))}, which nothing gives")
    return order
