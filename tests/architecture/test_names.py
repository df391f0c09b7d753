"""Public names: what a room offers is pinned, so that a change of it is meant.

``python -m tests.architecture.test_names`` pins anew.
"""

import importlib
import json
import pkgutil
from pathlib import Path

import kg

PINNED = Path(__file__).with_name("names.json")


def offered() -> dict[str, list[str]]:
    """Return what each room offers, by ``__all__``, and what ``kg.errors`` defines."""
    rooms = ["kg", *(f"kg.{module.name}" for module in pkgutil.iter_modules(kg.__path__) if module.ispkg)]
    found = {room: sorted(importlib.import_module(room).__all__) for room in rooms}
    errors = importlib.import_module("kg.errors")
    return found | {"kg.errors": sorted(name for name in vars(errors) if name.endswith("Error"))}


def test_the_rooms_offer_what_is_pinned() -> None:
    assert offered() == json.loads(PINNED.read_text(encoding="utf-8"))


def test_every_offered_name_is_there() -> None:
    for room, names in offered().items():
        module = importlib.import_module(room)
        assert [name for name in names if not hasattr(module, name)] == [], room


if __name__ == "__main__":
    PINNED.write_text(json.dumps(offered(), indent=1) + "\n", encoding="utf-8")
