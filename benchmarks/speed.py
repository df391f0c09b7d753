"""Words a second of extraction over the bare spaCy pipeline: ``python -m benchmarks.speed [FILE.jsonl …]``.

How long the ontology takes to load, once a process, is printed first. Both on the same texts in one run: those of the files
(JSON Lines with ``text``), else of the development data, else the seeds over and over. Rounds alternate, the median ratio
counts; CPU seconds of this process, so that a busy machine does not show.
With ``--jobs N`` the same texts are extracted by N processes too, in wall-clock seconds.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import development
from kg.extract.language import DEFAULT_MODEL, load
from kg.extract.parallel import extract_in
from kg.extract.pipeline import BATCH, extract
from kg.model import Document
from kg.vocab import load_vocabulary

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def texts(files: list[Path]) -> Iterator[str]:
    """Yield the texts to measure on."""
    for file in files:
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    if not files and development.EVAL.is_dir():
        yield from (row["text"] for name in ("re3d_dev", "wikievents_dev", "polnear_dev") for row in development.gold(name))
    elif not files:
        yield from (file.read_text(encoding="utf-8") for _ in range(20) for file in sorted(SEEDS.glob("*.txt")))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that `work` takes this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print words a second, bare and extracting, and the median of their ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--jobs", type=int, default=0)
    args = asked.parse_args()
    documents = [Document(str(number), "0" * 64, "", text) for number, text in enumerate(texts(args.files))]
    words = sum(len(document.text.split()) for document in documents)
    print(f"loading the ontology: {1000 * cpu(load_vocabulary):.0f} ms, once a process")
    vocabulary, nlp = load_vocabulary(), load(DEFAULT_MODEL)
    list(extract(documents[:2], vocabulary))
    rounds = []
    for _ in range(args.rounds):
        bare = cpu(lambda: [None for _ in nlp.pipe((document.text for document in documents), batch_size=BATCH)])
        full = cpu(lambda: list(extract(documents, vocabulary)))
        rounds.append((words / bare, words / full, bare / full))
    bare_rate, full_rate, ratio = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{len(documents)} documents, {words} words, {args.rounds} rounds, one process")
    print(f"bare spaCy {bare_rate:,.0f} words a CPU second; kg extract {full_rate:,.0f}; ratio {ratio:.2f}")
    if args.jobs:
        start = time.perf_counter()
        list(extract_in(args.jobs, documents))
        print(f"{args.jobs} processes: {words / (time.perf_counter() - start):,.0f} words a second by the clock")


if __name__ == "__main__":
    main()
