"""Pages: documentation that is made of the questions themselves (``python -m kg.cli.pages > docs/questions.md``)."""

import sys
from itertools import groupby

from kg import resources
from kg.query import Question, read_questions

_HEAD = """# Questions

Each question is one file below `queries/`, and from it come the command `kg ask`, the Python helper and this page (`make docs`
writes it). A parameter may be left out; its example is a value that can be tried.
"""


def questions_page() -> str:
    """Return the page that describes every question, by topic."""
    found = sorted(read_questions(resources.folder("queries")).values(), key=lambda one: (one.topic, one.name))
    parts = [_HEAD]
    for topic, questions in groupby(found, key=lambda one: one.topic):
        parts += [f"## {topic.capitalize()}\n", *map(_described, questions)]
    return "\n".join(parts)


def _described(question: Question) -> str:
    helper = question.name.replace("-", "_")
    given = [f"* `--{one.name}` ({one.type}) {one.about} Example: `{one.example}`" for one in question.parameters]
    columns = ", ".join(f"`{column}`" for column in question.columns)
    lines = [f"### {question.title}", "", f"`kg ask {question.name}` · `g.{helper}()`", "", question.about, "", *given]
    return "\n".join([*lines, *([""] if given else []), f"Columns: {columns}.", ""])


if __name__ == "__main__":
    sys.stdout.write(questions_page())
