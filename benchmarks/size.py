"""Triples a mention, an event report and a claim, and their budget: ``python -m benchmarks.size [PATH …]`` (default: seeds)."""

import argparse
from pathlib import Path

from kg import lift
from kg.extract.pipeline import Failure, extract
from kg.read import Article, read
from kg.vocab import DEFAULT_BASE, Iris, load_vocabulary

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def main() -> None:
    """Print what each article costs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="*", type=Path, default=[SEEDS])
    documents = [found.document for found in read(asked.parse_args().paths) if isinstance(found, Article)]
    print(f"budget: {lift.BUDGET}")
    for document, annotation in zip(documents, extract(documents, load_vocabulary()), strict=True):
        if isinstance(annotation, Failure):
            print(f"{document.id}: {annotation.error}")
            continue
        quads = list(lift.lift_source(document, annotation, Iris(DEFAULT_BASE)))
        print(f"{document.id}: {len(quads)} triples, {len(document.text.split())} words; {lift.cost(quads)}")


if __name__ == "__main__":
    main()
