"""What one more document costs in small graphs and in large ones: ``python -m benchmarks.growth [--sizes 100 1000 10000]``.

The project's own articles are extracted once. Copies of them under other names, of other days, fill the graphs: each word of a
name is put in the place of one of the same length, so that every offset stays right, drawn so that few names come often and
most of them hardly ever, as in news; countries stay, so that some entities have a sighting in every document. Then `kg add` is
timed on single new documents, in CPU seconds, so that a busy machine does not show: of this process, and apart from that of the
thread that adds, as RocksDB has threads that put its files in order meanwhile. Behind both stands how many times that of the
first size it is. What extraction costs does not depend on the graph; it is measured on its own.
"""

import argparse
import hashlib
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from kg import pipeline
from kg.extract.language import DEFAULT_MODEL
from kg.model import Annotation, Document, Form, Kind, from_plain, to_plain
from kg.pipeline import extractor
from kg.read import Article, read
from kg.store import GraphFolder

HERE = Path(__file__).resolve().parents[1]
ARTICLES = (HERE / "tests" / "articles", HERE / "seeds")
DAYS, START = 365, date(2024, 1, 1)
NAMED = {Kind.PERSON, Kind.PLACE, Kind.UNIT, Kind.ORGANISATION, Kind.FACILITY, Kind.GROUP}
WARM = 3
"""Documents that are added before it is measured: the first to come finds everything still on disk."""

VOWELS, CONSONANTS = "aeiou", "bdfghklmnprstvyz"

Pair = tuple[Document, Annotation]


def originals() -> list[Pair]:
    """Return the project's own articles with what is found in them."""
    documents = [one.document for one in read(ARTICLES) if isinstance(one, Article)]
    found = zip(documents, pipeline.annotations(documents), strict=True)
    return [(document, annotation) for document, annotation in found if isinstance(annotation, Annotation)]


def word(like: str, number: int) -> str:
    """Return the `number`-th invented word of the length and case of `like`."""
    chance = random.Random(f"{len(like)} {number}")
    made = "".join(chance.choice(CONSONANTS if place % 2 == 0 else VOWELS) for place in range(len(like)))
    return made.upper() if like.isupper() else made.capitalize() if like[0].isupper() else made


def changes(document: Document, annotation: Annotation, chance: random.Random) -> dict[str, str]:
    """Return another word for each word of the names in `document` that are not those of countries."""
    chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
    words: dict[str, str] = {}
    for mention in annotation.mentions:
        chain = chains.get(mention.id)
        if (
            mention.form is Form.NAMED
            and mention.kind in NAMED
            and not (chain and (chain.precision == "country" or chain.side))
        ):
            for old in re.findall(r"[^\W\d_]{4,}", mention.span.of(document.text)):
                rank = int(chance.paretovariate(0.5)) % 50_000
                words.setdefault(old, word(old, rank)) if old[0].isupper() else None
    return words


def copy(original: Pair, number: int) -> Pair:
    """Return the `number`-th copy of an article: other names, another day."""
    document, annotation = original
    words = changes(document, annotation, random.Random(number))
    pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in sorted(words, key=len, reverse=True)) or "(?!)")

    def other(text: str) -> str:
        return pattern.sub(lambda found: words[found[0]], text)

    text = other(document.text) + f"\n{number}"
    data, day = text.encode(), START + timedelta(days=number % DAYS)
    made = replace(
        document,
        id=f"copy-{number:06}.txt",
        version=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        published=day,
        title=other(document.title or "") or None,
    )
    plain = json.loads(other(json.dumps(to_plain(annotation), ensure_ascii=False)))
    plain["document"] |= {"id": made.id, "version": made.version, "extractor": extractor(DEFAULT_MODEL)}
    shifted(plain, day - (document.published or day))
    relinked(plain, number)
    return made, from_plain(plain)


def shifted(plain: dict[str, Any], by: timedelta) -> None:
    """Move the times of an annotation `by` some days."""
    for when in plain["times"]:
        for end in ("earliest", "latest"):
            if when.get(end):
                when[end] = (date.fromisoformat(when[end]) + by).isoformat()


def relinked(plain: dict[str, Any], number: int) -> None:
    """Give places under other names ids and coordinates of their own."""
    for chain in plain["entities"]:
        if chain.get("link") and chain.get("precision") != "country" and not chain.get("side"):
            own = int(hashlib.sha256(chain["name"].encode()).hexdigest()[:7], 16)
            chain["link"] = f"https://sws.geonames.org/{own}/"
            if chain.get("lat") is not None:
                chain["lat"], chain["lon"] = own % 120 - 60 + own % 1000 / 1000, own // 7 % 360 - 180 + own % 997 / 1000
            chain.pop("candidates", None)


def prepared(folder: GraphFolder, pairs: Iterator[Pair], file: Path) -> Path:
    """Put `pairs` in the archive of `folder`, as if they had been extracted, and their articles in `file`; return it."""
    found = []
    with file.open("w", encoding="utf-8") as lines:
        for document, annotation in pairs:
            row = {"id": document.id, "text": document.text, "date": str(document.published), "title": document.title}
            lines.write(json.dumps({key: value for key, value in row.items() if value}) + "\n")
            found.append(annotation)
    for article, annotation in zip(read([file]), found, strict=True):
        assert isinstance(article, Article)
        folder.archive.keep(article.document, article.data, annotation)
    return file


@dataclass(frozen=True)
class Timed:
    """CPU seconds of one run: of all threads (`whole`), of the one that adds (`own`), and what that spent on each part."""

    whole: float
    own: float
    parts: dict[str, float]


PARTS = {
    "conclude": "kg.pipeline.concluding.revise",
    "lift": "kg.lift.lift_change",
    "write": "kg.store.oxigraph.OxigraphStore.revise",
    "publish": "kg.store.snapshot.publish",
}


@contextmanager
def watched(spent: dict[str, float]) -> Iterator[None]:
    """Add to `spent` the seconds that each of PARTS takes meanwhile."""
    with ExitStack() as stack:
        for part, target in PARTS.items():
            inside = resolve_name(target)

            def timed(*args: Any, _inside: Any = inside, _part: str = part, **named: Any) -> Any:
                started = time.thread_time()
                try:
                    return _inside(*args, **named)
                finally:
                    spent[_part] = spent.get(_part, 0.0) + time.thread_time() - started

            stack.enter_context(patch(target, timed))
        yield


@dataclass
class Growing:
    """A graph of `size` documents in `graph`, which took `built` CPU seconds, and what each of those added since took."""

    size: int
    graph: Path
    built: float
    texts: list[Pair]
    found: list[Timed] = field(default_factory=list)

    @classmethod
    def build(cls, size: int, texts: list[Pair], place: Path) -> "Growing":
        """Build the graph of `size` documents in the folder `place`."""
        graph = place / f"{size}.kg"
        folder = GraphFolder.create(graph)
        file = prepared(folder, (copy(texts[n % len(texts)], n) for n in range(size)), place / f"{size}.jsonl")
        started = time.process_time()
        report = pipeline.build([file], graph)
        assert report.documents == size, report.failures[:3]
        return cls(size, graph, time.process_time() - started, texts)

    def add(self) -> None:
        """Add one more document, and keep what it took."""
        number = self.size + len(self.found)
        pair = copy(self.texts[number % len(self.texts)], number + 1_000_000)
        one = prepared(GraphFolder.open(self.graph), iter([pair]), self.graph.with_suffix(".one.jsonl"))
        spent: dict[str, float] = {}
        with watched(spent):
            started, own = time.process_time(), time.thread_time()
            report = pipeline.add([one], self.graph)
            self.found.append(Timed(time.process_time() - started, time.thread_time() - own, spent))
        assert report.counts == {pipeline.Status.REUSED: 1}, report

    @property
    def measured(self) -> list[Timed]:
        """What was added after the first few."""
        return self.found[WARM:]

    @property
    def statements(self) -> int:
        """How many statements the graph holds."""
        with GraphFolder.open(self.graph).snapshot() as snapshot:
            return int(snapshot.about["quads"])


def median(found: list[Timed], part: str) -> float:
    """Return the median of the seconds in `found`, of `part` ("whole", "own", or one of PARTS), in milliseconds."""
    return 1000 * statistics.median({"whole": one.whole, "own": one.own, **one.parts}.get(part, 0.0) for one in found)


@dataclass
class Table:
    """The rows that are printed; `first` holds the medians of the first."""

    first: dict[str, float]

    def head(self) -> None:
        """Print the head of the table."""
        names = ("documents", "build", "statements", "one more: median", "longest", "of it the thread that adds", *PARTS)
        print(f"| {' | '.join(names)} |\n{'|---' * len(names)}|", flush=True)

    def row(self, graph: Growing) -> None:
        """Print the row of `graph`."""
        found = graph.measured
        parts = " | ".join(f"{median(found, part):.0f} ms" for part in PARTS)
        longest = 1000 * max(one.whole for one in found)
        whole, own = self._times(found, "whole"), self._times(found, "own")
        size = f"{graph.size:,} | {graph.built:.0f} s | {graph.statements:,}"
        print(f"| {size} | {whole} | {longest:.0f} ms | {own} | {parts} |", flush=True)

    def _times(self, found: list[Timed], part: str) -> str:
        now = median(found, part)
        return f"{now:.0f} ms (×{now / self.first.setdefault(part, now):.2f})"


def main() -> None:
    """Print a row for each size of graph."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", nargs="+", type=int, default=[100, 1000, 10_000])
    asked.add_argument("--adds", type=int, default=20, help="documents added to each graph, one by one")
    asked.add_argument("--keep", type=Path, help="a folder where the graphs are left")
    args = asked.parse_args()
    extractor(DEFAULT_MODEL)
    texts = originals()
    started = time.process_time()
    again = len(list(pipeline.annotations([document for document, _ in texts])))
    print(f"extraction: {1000 * (time.process_time() - started) / again:.0f} ms a document, in a graph of any size")
    place = args.keep or Path(tempfile.mkdtemp(prefix="growth"))
    place.mkdir(exist_ok=True, parents=True)
    try:
        graphs = [Growing.build(size, texts, place) for size in args.sizes]
        # One to each graph in turn, so that whatever else the machine does meets all of them alike.
        for _ in range(WARM + args.adds):
            for graph in graphs:
                graph.add()
        table = Table({})
        table.head()
        for graph in graphs:
            table.row(graph)
    finally:
        if not args.keep:
            shutil.rmtree(place)


if __name__ == "__main__":
    main()
