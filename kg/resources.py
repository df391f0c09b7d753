"""The folders that travel with the package: in a wheel below ``kg/_data``, in a checkout beside ``kg``."""

from pathlib import Path

from kg.errors import KgError

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `name` (ontology, queries); KgError if the installation lacks it."""
    for place in (_HERE / "_data" / name, _HERE.parent / name):
        if place.is_dir():
            return place
    raise KgError(f"the folder {name!r} is missing from this installation of byline-kg: install it again")
