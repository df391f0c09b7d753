"""How long each question takes: ``python -m benchmarks.questions GRAPH [GRAPH …] [--names NAME …]``.

A row a question: how many rows it has in all, the median CPU milliseconds to have them, and those of one source in the
middle of the list. CPU time of this process, so that a busy machine shows less; rows are read to the end. With several graphs,
the smaller first, the last column is how many times as long a row takes in the last one as in the first.
"""

import argparse
import statistics
import time
from pathlib import Path
from typing import Any

import kg
from kg.query import Graph, Question

TIMES = 5
ENOUGH = 2.0
"""Seconds after which a question is not asked again."""


def milliseconds(graph: Graph, question: Question, **given: Any) -> tuple[int, float]:
    """Return the rows of `question` and the median CPU milliseconds of asking it."""
    taken: list[float] = []
    rows = 0
    while len(taken) < TIMES and sum(taken) < ENOUGH:
        start = time.process_time()
        rows = len(graph.ask(question.name, **given).to_terms())
        taken.append(time.process_time() - start)
    return rows, 1000 * statistics.median(taken)


def measured(graph: Graph, question: Question, source: str) -> tuple[int, float, float | None]:
    """Return rows and milliseconds of all, and the milliseconds of `source` where the question takes one."""
    rows, all_of_it = milliseconds(graph, question)
    takes_one = any(parameter.name == "source" for parameter in question.parameters)
    return rows, all_of_it, milliseconds(graph, question, source=source)[1] if takes_one else None


def middle(graph: Graph) -> str:
    """Return the id of the source in the middle of the list."""
    ids = [row.id for row in graph.ask("sources")]
    return str(ids[len(ids) // 2])


def line(question: Question, found: list[tuple[int, float, float | None]]) -> str:
    """Return the table row of `question`."""
    cells = [f"{rows:,} | {whole:.0f} | {'' if one is None else f'{one:.0f}'}" for rows, whole, one in found]
    (few, small, _), (many, large, _) = found[0], found[-1]
    growth = f" | {(large / many) / (small / few):.1f}" if len(found) > 1 and few and many else " |" * (len(found) > 1)
    return f"| `{question.name}` | {' | '.join(cells)}{growth} |"


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("graphs", nargs="+", type=Path)
    asked.add_argument("--names", nargs="*")
    args = asked.parse_args()
    opened = [kg.open(path) for path in args.graphs]
    print(f"| question |{' rows | all, ms | one source, ms |' * len(opened)}{' growth a row |' * (len(opened) > 1)}")
    print(f"|{'---|' * (1 + 3 * len(opened) + (len(opened) > 1))}")
    for question in opened[0].questions():
        if not args.names or question.name in args.names:
            print(line(question, [measured(graph, question, middle(graph)) for graph in opened]), flush=True)


if __name__ == "__main__":
    main()
