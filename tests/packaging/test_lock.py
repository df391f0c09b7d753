"""The lock files: every dependency, pinned, with hashes and without addresses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(name: str) -> dict[str, str]:
    """Return the version of each package in a lock file, by its normalised name."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {re.sub(r"[-_.]+", "-", found[1]).lower(): found[2] for found in re.finditer(r"(?m)^([\w.-]+)==([\w.!+-]+)", text)}


def required(*groups: list[str]) -> set[str]:
    """Return the normalised names of what `groups` of requirements name."""
    return {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", one)[0]).lower() for group in groups for one in group}  # type: ignore[index]


def test_every_dependency_is_pinned() -> None:
    own, groups = PROJECT["project"], PROJECT["dependency-groups"]
    assert required(own["dependencies"], groups["build"]) <= set(pinned("requirements.lock"))
    everything = [own["dependencies"], *own["optional-dependencies"].values(), *groups.values()]
    assert required(*everything) <= set(pinned("requirements-dev.lock"))


def test_both_lock_files_agree() -> None:
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_a_hash_and_none_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "999.9.9" not in pinned(name).values()
