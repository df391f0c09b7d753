"""One world from many reports, measured: ``python -m benchmarks.crossdoc [--split dev|train] [--limit N] [--copies]``.

Cross-document coreference on ECB+ (its development topics by default), beside two baselines in the same run that know where
the gold mentions are: one cluster for each lemma of a head word, and the same within the gold topics. With ``--copies``
instead: the shared texts that are found in a collection of news, beside its exact duplicates.
"""

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from benchmarks import development
from kg.extract.pipeline import annotate
from kg.extract.words import words_of
from kg.resolve import Coreference, Parsed, coreference
from kg.resolve.identity import Register
from kg.resolve.texts import shared_texts
from kg.vocab import load_vocabulary

DATA, COPIES = "ecbplus_traindev", "ukraine_news"
ROWS = [f"{what} {metric}" for what in ("entities", "events") for metric in ("MUC", "B3", "CEAFe", "CoNLL")]

Row = dict[str, Any]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--split", default="dev", choices=("dev", "train"))
    asked.add_argument("--limit", type=int)
    asked.add_argument("--copies", action="store_true", help="shared texts rather than coreference")
    args = asked.parse_args()
    if args.copies:
        print(copies(development.gold(COPIES)))
    else:
        compare([row for row in development.gold(DATA) if row["split"] == args.split][: args.limit], args.split)


def compare(rows: list[Row], split: str) -> None:
    """Print what Byline and the baselines reach on `rows`."""
    documents = [development.document(row) for row in rows]
    docs, vocabulary = list(development.parsed(f"ecb-{split}", documents)), load_vocabulary()
    parsed = [Parsed(d, annotate(d, doc, vocabulary), words_of(doc)) for d, doc in zip(documents, docs, strict=True)]
    scorer = development.scorer()
    systems = {
        "Byline": coreference(parsed),
        "head lemma": head_lemmas(rows, docs, scorer, lambda row: 0),
        "head lemma in gold topic": head_lemmas(rows, docs, scorer, lambda row: row["topic"]),
    }
    tables = [score(rows, found, scorer) for found in systems.values()]
    print(f"{'':16}" + "".join(f"{name:>26}" for name in systems))
    for name in ROWS:
        print(f"{name:16}" + "".join(f"{table[name]:26.3f}" for table in tables))


def head_lemmas(rows: list[Row], docs: Iterable[Doc], scorer: ModuleType, scope: Callable[[Row], object]) -> Coreference:
    """Return the gold mentions, those with one lemma of the head word within one scope together."""
    found: dict[str, dict[object, list[tuple[str, int, int]]]] = {"entities": defaultdict(list), "events": defaultdict(list)}
    for row, doc in zip(rows, docs, strict=True):
        lemmas = {token.idx + len(token.text): token.lemma_.lower() for token in doc}
        for what, groups in found.items():
            for mention in row[what]:
                end, word = scorer.head_end(row["text"], mention["start"], mention["end"])
                groups[scope(row), lemmas.get(end, word.lower())].append((row["id"], mention["start"], mention["end"]))
    return Coreference(*(tuple(map(tuple, found[what].values())) for what in ("entities", "events")))


def score(rows: list[Row], found: Coreference, scorer: ModuleType) -> dict[str, float]:
    """Return the scorer's F1 for each row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.json"
        gold.write_text("".join(json.dumps(row | {"split": "test"}) + "\n" for row in rows), encoding="utf-8")
        clusters = {"entities": found.entities, "events": found.events}
        predicted.write_text(json.dumps({"clusters": clusters}), encoding="utf-8")
        scored, *_ = scorer.crossdoc(str(gold), str(predicted))
    return {row["row"]: row["f1"] for row in scored}


def copies(rows: list[Row]) -> str:
    """Return what is found of the duplicates among `rows`: documents whose text, white space aside, is another's."""
    same: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        same[re.sub(r"\s+", " ", row["text"]).strip()].append(row["id"])
    groups = [set(shared.documents) for shared in shared_texts(map(development.document, rows), Register())]
    exact = [ids for ids in same.values() if len(ids) > 1]
    found = sum(len(ids) - 1 for ids in exact if any(set(ids) <= group for group in groups))
    near = sum(len(group) - 1 for group in groups) - found
    return f"exact duplicates: {found} of {sum(len(ids) - 1 for ids in exact)} found; other documents that share text: {near}"


if __name__ == "__main__":
    main()
