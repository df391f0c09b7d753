"""Score extraction on development data: ``python -m benchmarks.score TASK SET [--limit N]``, e.g. ``entities re3d_dev``."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import development
from kg.vocab import load_vocabulary


def main() -> None:
    """Print the scorer's table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("task")
    asked.add_argument("set")
    asked.add_argument("--limit", type=int)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        development.write(predictions, development.annotations(args.set, load_vocabulary(), args.limit))
        score = development.scorer()
        score.show(score.score(args.task, str(development.EVAL / "dev" / f"{args.set}.jsonl"), str(predictions)))


if __name__ == "__main__":
    main()
