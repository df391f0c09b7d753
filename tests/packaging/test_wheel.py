"""The wheel: what is in it, and that it works where there is no checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy of the source."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in ("kg", "ontology", "queries"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel in it, and what it depends on taken from this one."""
    place = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    pip = [sys.executable, "-m", "pip", "--python", place / "bin/python", "install", "-qq", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place


def run(installed: Path, *command: object) -> str:
    """Return what a program of the new environment prints, run away from the checkout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON"))}
    found = [str(installed / "bin" / str(command[0])), *map(str, command[1:])]
    done = subprocess.run(found, cwd=installed, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_the_ontology_the_questions_the_word_lists_and_the_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, ending, place in (("ontology", "*.ttl", "kg/_data/ontology"), ("queries", "*.rq", "kg/_data/queries")):
        files = [file.relative_to(ROOT / folder).as_posix() for file in (ROOT / folder).rglob(ending)]
        assert files
        assert {f"{place}/{file}" for file in files} <= names
    data = [file.relative_to(ROOT).as_posix() for file in (ROOT / "kg/lexicon/data").rglob("*") if file.is_file()]
    assert data
    assert {*data, "kg/py.typed", "kg/_data/ontology/context.jsonld"} <= names
    assert not [name for name in names if name.startswith(("tests", "seeds", "benchmarks"))]


def test_the_installed_package_is_not_the_checkout(installed: Path) -> None:
    place = run(
        installed, "python", "-c", "import kg, kg.resources as r; print(kg.__file__, r.folder('ontology'), r.folder('queries'))"
    )
    assert str(ROOT) not in place
    assert place.count("site-packages/kg/_data/") == 2


def test_the_installed_command_builds_a_graph_and_answers(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    run(installed, "kg", "build", tmp_path / "seeds", "--out", tmp_path / "x.kg")
    rows = json.loads(run(installed, "kg", "ask", "sources-by-casualty-reporting", "-g", tmp_path / "x.kg", "--json"))
    assert {row["sourceLabel"]: row["figures"] for row in rows} == {"seed002": 1, "seed000": 0}
