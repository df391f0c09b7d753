"""Pages: documentation that is made of the questions themselves (``python -m kg.cli.pages > docs/questions.md``)."""

import sys
from itertools import groupby

from kg import resources
from kg.query import Question, read_questions

_HEAD = """# Questions

Each question is one file below `queries/`, and from it come the command `kg ask`, the Python helper and this page (`make docs`
writes it). A parameter may be left out; its example is a value that can be tried.
"""


_TIMES = """## How long they take

`python -m benchmarks.questions GRAPH [GRAPH …]` prints it for every question, in CPU milliseconds. Of all sources the time
goes with the rows; of one source (`--source`) most take what that source takes, for the query then names its graph. Measured on
copies of this project's own articles under other names and of other days, on two cores that other jobs kept busy:

| question | rows of 100 documents | ms | one source, ms | rows of 1,000 | ms | one source, ms |
|---|---|---|---|---|---|---|
| `casualty-figures` | 429 | 179 | 5 | 3,759 | 1,235 | 6 |
| `disagreement-claims` | 174 | 210 | 21 | 1,532 | 1,524 | 65 |
| `events` | 1,476 | 542 | 8 | 13,176 | 4,934 | 8 |
| `toll` | 331 | 362 | | 2,473 | 2,351 | |
| `who-says-what` | 2,005 | 1,021 | 15 | 17,845 | 9,222 | 11 |
| `origins` | 721 | 456 | | 5,616 | 9,116 | |

The last grows faster than the documents: it lists the words of all sources of a topic, and there are more of them to a topic.
`differing-figures` sets each figure beside each other number that is given for the same thing, once a number: its rows grow
with the figures, not with their pairs.

Whoever writes a question: sort by short strings (the store fetches a long one anew for each comparison); let a sub-select find
the few things that are asked for, then follow an OPTIONAL from a variable that is surely bound (no other OPTIONAL bound it),
one pattern after another, each further one as an OPTIONAL inside: several patterns joined in one OPTIONAL are looked up for
the whole graph; no constant class in it, but a FILTER; join pairs from two sub-selects, on variables that are surely bound (an
aggregate or an expression is if COALESCE gives it a last resort); SELECT DISTINCT, for two claims may say the same.
"""


def questions_page() -> str:
    """Return the page that describes every question, by topic."""
    found = sorted(read_questions(resources.folder("queries")).values(), key=lambda one: (one.topic, one.name))
    parts = [_HEAD]
    for topic, questions in groupby(found, key=lambda one: one.topic):
        parts += [f"## {topic.capitalize()}\n", *map(_described, questions)]
    return "\n".join([*parts, _TIMES])


def _described(question: Question) -> str:
    helper = question.name.replace("-", "_")
    given = [f"* `--{one.name}` ({one.type}) {one.about} Example: `{one.example}`" for one in question.parameters]
    columns = ", ".join(f"`{column}`" for column in question.columns)
    lines = [f"### {question.title}", "", f"`kg ask {question.name}` · `g.{helper}()`", "", question.about, "", *given]
    return "\n".join([*lines, *([""] if given else []), f"Columns: {columns}.", ""])


if __name__ == "__main__":
    sys.stdout.write(questions_page())
