"""One world from many reports, measured: ``python -m benchmarks.crossdoc [--split dev|train] [--limit N] [--copies | --few]``.

Cross-document coreference on ECB+ (its development topics by default), beside two baselines in the same run that know where
the gold mentions are: one cluster for each lemma of a head word, and the same within the gold topics. With ``--copies``
instead: the shared texts that are found in a collection of news, beside its exact duplicates. With ``--few``: how well topics
and happenings are told apart in samples of few documents, half of them of one topic, half of two.
"""

import argparse
import json
import random
import re
import statistics
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
from kg.resolve.stories import stories
from kg.resolve.texts import shared_texts
from kg.vocab import load_vocabulary

DATA, COPIES = "ecbplus_traindev", "ukraine_news"
SIZES, SAMPLES = (2, 4, 8, 16), 60
ROWS = [f"{what} {metric}" for what in ("entities", "events") for metric in ("MUC", "B3", "CEAFe", "CoNLL")]

Row = dict[str, Any]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--split", default="dev", choices=("dev", "train"))
    asked.add_argument("--limit", type=int)
    asked.add_argument("--copies", action="store_true", help="shared texts rather than coreference")
    asked.add_argument("--few", action="store_true", help="stories in small collections rather than coreference")
    args = asked.parse_args()
    if args.few:
        few([row for row in development.gold(DATA) if row["split"] == args.split], args.split)
    elif args.copies:
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


def few(rows: list[Row], split: str) -> None:
    """Print how far the stories of samples of `rows` agree with the given topics and subtopics: mean B3."""
    parsed = development.parsed(f"ecb-{split}", [development.document(row) for row in rows])
    words = {row["id"]: words_of(doc) for row, doc in zip(rows, parsed, strict=True)}
    given = {row["id"]: (row["topic"], row["subtopic"]) for row in rows}
    topics = sorted({topic for topic, _ in given.values()})
    print(f"{'documents':>9}{'topics':>10}{'happenings':>12}")
    for size in SIZES:
        chance, scores = random.Random(size), list[tuple[float, float]]()
        for number in range(SAMPLES):
            picked = chance.sample(topics, 1 + number % 2)
            pools = [[name for name, (topic, _) in given.items() if topic == one] for one in picked]
            names = [name for pool in pools for name in chance.sample(pool, min(len(pool), size // len(pools)))]
            found = stories({name: words[name] for name in names})
            of_topics = agreement({name: found[name].topic for name in names}, {name: given[name][0] for name in names})
            scores.append((of_topics, agreement({name: found[name].happening for name in names}, given)))
        print(f"{size:9}" + "".join(f"{statistics.mean(column):11.3f}" for column in zip(*scores, strict=True)))


def agreement(found: dict[str, Any], given: dict[str, Any]) -> float:
    """Return the B3 F1 of the groups in `found` against those in `given`."""
    whole, right = defaultdict[Any, set[str]](set), defaultdict[Any, set[str]](set)
    for name, group in found.items():
        whole[group].add(name)
        right[given[name]].add(name)
    shared = {name: len(whole[group] & right[given[name]]) for name, group in found.items()}
    precision = statistics.mean(shared[name] / len(whole[group]) for name, group in found.items())
    recall = statistics.mean(shared[name] / len(right[given[name]]) for name in found)
    return 2 * precision * recall / (precision + recall)


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
