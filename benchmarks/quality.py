"""The quality gate: ``python -m benchmarks.quality [--update] [--markdown docs/quality.md] [--only SET …]``.

Extraction is scored on development data, beside stock spaCy in the same run, and held to the floors of
``benchmarks/floors.json``. `--update` raises floors to what was reached (less the slack below) and never lowers one. Where the
data is absent the command says so and ends well.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks import development, stock
from kg.extract.pipeline import annotate
from kg.model import Annotation, Document
from kg.vocab import Vocabulary, load_vocabulary

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005
"""A floor lies this much below what was reached: ties in the parser's arithmetic differ between machines."""

Annotate = Callable[[Document, Doc], Annotation]


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the gate: what is scored, on what, by which row and column of the scorer's table, and whether stock spaCy is
    a peer."""

    task: str
    data: str
    row: str
    column: str = "f1"
    peer: bool = False

    @property
    def key(self) -> str:
        """Its name in the file of floors."""
        return f"{self.task} {self.data}: {self.row}"


GATE = (
    Measured("entities", "re3d_dev", "ALL strict", peer=True),
    Measured("entities", "re3d_dev", "ALL overlap", peer=True),
    Measured("entities", "re3d_dev", "NAMED strict", peer=True),
    Measured("entities", "wikievents_dev", "ALL strict", peer=True),
    Measured("coref", "wikievents_dev", "head gold-mention CoNLL", peer=True),
    Measured("events", "wikievents_dev", "ALL"),
    Measured("places", "geo_lgl", "id", peer=True),
    Measured("places", "geo_lgl", "id accuracy | found", "r", peer=True),
    Measured("casualties", "muc4_dev300_truecased", "exact n>=2, reporting docs", peer=True),
    Measured("casualties", "muc4_dev300_truecased", "exact n>=1", peer=True),
    Measured("reports_casualties", "muc4_dev300_truecased", "n>=2", peer=True),
    Measured("reports_casualties", "muc4_dev300_truecased", "any", peer=True),
    Measured("events", "muc4_dev300_truecased", "ALL"),
    Measured("casualties", "gvdb_dev", "exact n>=2, reporting docs", peer=True),
    Measured("casualties", "gvdb_dev", "exact n>=1", peer=True),
    Measured("reports_casualties", "gvdb_dev", "n>=2", peer=True),
    Measured("events", "plover_gsr", "ALL"),
    Measured("attribution", "polnear_dev", "joint"),
    Measured("attribution", "polnear_dev", "content>=0.5"),
    Measured("attribution", "polnear_dev", "direct content>=0.5"),
    Measured("attribution", "polnear_dev", "indirect content>=0.5"),
    Measured("attribution", "polnear_dev", "source right (Dice>=0.5) | content>=0.5, gold has source", "r"),
)


def main() -> int:
    """Score, print, compare with the floors; the exit code is 1 where one is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    asked.add_argument("--markdown", type=Path, help="write the table to this file, between its markers")
    asked.add_argument("--only", nargs="*", help="these sets only")
    args = asked.parse_args()
    if not development.EVAL.is_dir():
        print(f"quality: skipped, there is no development data in {development.EVAL} (set KG_EVAL to its folder)")
        return 0
    sets = args.only or list(dict.fromkeys(measured.data for measured in GATE))
    results = [row for name in sets for row in score_set(name)]
    show(results)
    if args.markdown:
        write_table(args.markdown, results)
    return floors(results, update=args.update)


def score_set(name: str) -> Iterator[tuple[Measured, float, float | None]]:
    """Yield (what, reached, the peer's) for each row of the gate on the development set `name`."""
    rows = development.gold(name)
    documents = [development.document(row, dated=not name.startswith(("gvdb", "isaf"))) for row in rows]
    vocabulary = load_vocabulary()
    ours = tables(name, documents, lambda document, doc: guarded(document, doc, vocabulary))
    peers = tables(name, documents, stock.annotate) if any(m.peer for m in GATE if m.data == name) else {}
    for measured in (m for m in GATE if m.data == name):
        yield measured, ours[measured.task][measured.row][measured.column], peer_of(measured, peers)


def guarded(document: Document, doc: Doc, vocabulary: Vocabulary) -> Annotation:
    """Return what is found in `document`; nothing, and a line that says so, where an extractor breaks."""
    try:
        return annotate(document, doc, vocabulary)
    except Exception as error:  # one bad article never stops the others, and is seen
        print(f"quality: {document.id}: {type(error).__name__}: {error}", file=sys.stderr)
        return Annotation(document.id, document.version)


def peer_of(measured: Measured, peers: dict[str, dict[str, Any]]) -> float | None:
    """Return the peer's figure for `measured`, None where it has none."""
    return peers[measured.task][measured.row][measured.column] if measured.peer else None


def tables(name: str, documents: list[Document], system: Annotate) -> dict[str, dict[str, Any]]:
    """Return, for each task that the gate scores on `name`, the scorer's rows by name."""
    scorer = development.scorer()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.jsonl"
        docs = development.parsed(name, documents)
        development.write(file, (({}, document, system(document, doc)) for document, doc in zip(documents, docs, strict=True)))
        tasks = {measured.task for measured in GATE if measured.data == name}
        found = {task: scorer.score(task, str(development.EVAL / "dev" / f"{name}.jsonl"), str(file)) for task in tasks}
    return {task: {row["row"]: row for row in result["rows"]} for task, result in found.items()}


def show(results: list[tuple[Measured, float, float | None]]) -> None:
    """Print the table."""
    pinned = read_floors()
    for measured, reached, peer in results:
        beside = f"{peer:.3f}" if peer is not None else "  -  "
        print(f"{measured.key:95} {reached:.3f}   stock {beside}   floor {pinned.get(measured.key, 0.0):.3f}")


def floors(results: list[tuple[Measured, float, float | None]], *, update: bool) -> int:
    """Return 1 if a floor is missed, else 0; with `update` raise those that are exceeded."""
    pinned = read_floors()
    missed = [m.key for m, reached, _ in results if reached < pinned.get(m.key, 0.0)]
    if update:
        raised = {m.key: max(pinned.get(m.key, 0.0), round(reached - SLACK, 3)) for m, reached, _ in results}
        FLOORS.write_text(json.dumps(pinned | raised, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for key in missed:
        print(f"quality: below its floor: {key}", file=sys.stderr)
    return 1 if missed else 0


def read_floors() -> dict[str, float]:
    """Return the pinned floors."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def write_table(page: Path, results: list[tuple[Measured, float, float | None]]) -> None:
    """Replace the table between the markers of `page`."""
    head, rest = page.read_text(encoding="utf-8").split("<!-- table -->\n", 1)
    tail = rest.split("<!-- end of table -->", 1)[1]
    rows = [
        f"| {m.task} | `{m.data}` | {m.row.replace('|', '/')} | **{reached:.3f}** | {'' if peer is None else f'{peer:.3f}'} |"
        for m, reached, peer in results
    ]
    table = "\n".join(["| task | set | row | Byline | stock spaCy |", "|---|---|---|---|---|", *rows])
    page.write_text(f"{head}<!-- table -->\n{table}\n<!-- end of table -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
