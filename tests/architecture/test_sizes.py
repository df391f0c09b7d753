"""Sizes and habits: what keeps a file readable."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "kg").rglob("*.py"))
TREES = {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in FILES}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield place and node of every function."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.lineno} {node.name}", node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function, its docstring left out."""
    doc = node.body[0] if ast.get_docstring(node) else None
    return (node.end_lineno or 0) - node.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


def test_no_file_is_longer_than_400_lines() -> None:
    lines = {name: (ROOT / name).read_text(encoding="utf-8").count("\n") for name in TREES}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert [place for place, node in functions() if length(node) > 60] == []


def test_functions_are_short_in_the_middle_and_in_nine_of_ten() -> None:
    lengths = [length(node) for _, node in functions()]
    assert median(lengths) <= 10
    assert quantiles(lengths, n=10)[-1] <= 30


def test_what_is_public_is_documented() -> None:
    public = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    undocumented = [name for name, tree in TREES.items() if tree.body and not ast.get_docstring(tree)]
    assert (public, undocumented) == ([], [])


def test_everything_is_caught_only_where_a_failure_becomes_a_reported_value() -> None:
    handlers = [(name, node) for name, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    broad = {name for name, node in handlers if node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type))}
    assert broad <= {"kg/extract/pipeline.py", "kg/pipeline/work.py", "kg/cli/app.py"}


def test_the_library_prints_nothing() -> None:
    calls = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("print", "input", "breakpoint")
    ]
    assert calls == []


@pytest.mark.parametrize("word", ["NotImplementedError", "TODO", "FIXME", "XXX", "pdb", "http://127", "/home/", "/root/"])
def test_nothing_unfinished_or_local_is_left(word: str) -> None:
    places = [f"{name}" for name in TREES if re.search(rf"(?<!\w){re.escape(word)}", (ROOT / name).read_text(encoding="utf-8"))]
    assert places == []


def test_no_file_names_the_workplace() -> None:
    workplace = re.compile(rb"/w[o]rk/|/t[m]p/|shared/r[e]search|seeds-g[o]ld|pythonh[o]sted|p[y]pi\.org")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    files = [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    assert len(files) > 100
    assert [file.relative_to(ROOT).as_posix() for file in files if workplace.search(file.read_bytes())] == []


def test_the_seed_articles_are_known_to_no_code() -> None:
    known = re.compile(r"seed00[0-9]_|000_adbf|002_366f|7ddeb029|36cffc88")
    assert [name for name in TREES if known.search((ROOT / name).read_text(encoding="utf-8"))] == []
