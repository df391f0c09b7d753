"""Docs: every command, question, option of the environment and input format is described, and what is described is there."""

import re
from pathlib import Path

import pytest

import kg
from kg import resources
from kg.cli.app import PANELS
from kg.cli.pages import questions_page
from kg.query import read_questions
from kg.read import readers

ROOT = Path(__file__).resolve().parents[2]
DOCS = {file.name: file.read_text(encoding="utf-8") for file in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md")}
COMMANDS = {module.__name__.rpartition(".")[2] for modules in PANELS.values() for module in modules}
QUESTIONS = read_questions(resources.folder("queries"))
PARAMETERS = [(one.name, parameter.name) for one in QUESTIONS.values() for parameter in one.parameters]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_its_line_on_the_page_of_commands(command: str) -> None:
    assert re.search(rf"(?m)^\| `kg {command}[ `]", DOCS["commands.md"])


def test_no_page_names_a_command_or_question_that_is_not_there() -> None:
    for name, text in DOCS.items():
        assert set(re.findall(r"(?m)(?:`|^\$ )kg ([a-z]+)", text)) <= COMMANDS, name
        assert set(re.findall(r"kg ask ([a-z][a-z-]+)", text)) <= set(QUESTIONS), name


def test_the_page_of_questions_is_the_one_that_the_questions_make() -> None:
    assert DOCS["questions.md"] == questions_page(), "run `make docs`"


def test_every_file_ending_is_described() -> None:
    endings = [ending for plugin in readers for ending in plugin.facts["suffixes"]]
    assert [ending for ending in endings if f"`{ending}`" not in DOCS["input.md"]] == []


def test_every_link_between_pages_leads_somewhere() -> None:
    for file in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


@pytest.mark.parametrize(("question", "parameter"), PARAMETERS)
def test_the_example_of_each_parameter_can_be_asked(seed_graph: Path, question: str, parameter: str) -> None:
    example = QUESTIONS[question].parameter(parameter).example
    with kg.open(seed_graph) as graph:
        answer = graph.ask(question, **{parameter: example})
    assert answer.columns == QUESTIONS[question].columns
