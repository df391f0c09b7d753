"""Work: articles on their way into a store, a chunk at a time."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from kg import lift
from kg.errors import KgError
from kg.extract.language import DEFAULT_MODEL
from kg.extract.parallel import extract_in
from kg.extract.pipeline import Failure, extract
from kg.model import Annotation, Document
from kg.pipeline.concluding import FEW, Changed
from kg.pipeline.fingerprint import extractor
from kg.pipeline.report import Outcome, Status
from kg.read import Article, Unread
from kg.store import Archive, SourceGraph, Writer
from kg.vocab import Iris, load_vocabulary

WORTH = 200
"""Documents for which one more process pays for the seconds that it takes to start."""


LONGEST = 2_000_000
"""Characters of a text that are read, unless more are asked for. Measured: some 130 CPU-seconds a million, nearly all of them
for extraction; four and a half million took 1.7 GB of memory."""


def annotations(
    documents: Iterable[Document], *, model: str = DEFAULT_MODEL, jobs: int | None = None
) -> Iterator[Annotation | Failure]:
    """Yield the Annotation of each document, or its Failure, in order, by `jobs` processes (None: as many as pay).

    ExtractError if there is no such `model`.
    """
    rest, cores = iter(documents), len(os.sched_getaffinity(0))
    first = list(islice(rest, cores * WORTH))
    every, processes = chain(first, rest), jobs or max(1, len(first) // WORTH)
    found = extract(every, load_vocabulary(), model=model) if processes < 2 else extract_in(processes, every, model=model)
    for one in found:
        yield one if isinstance(one, Failure) else replace(one, extractor=extractor(model))


@dataclass(frozen=True, slots=True)
class How:
    """How articles are extracted: the language model, the number of processes (None: as many as pay), and the characters of the
    longest text that is."""

    model: str = DEFAULT_MODEL
    jobs: int | None = None
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class _Kept:
    """An annotation that the archive has, and the hash of its record there."""

    annotation: Annotation
    key: str


@dataclass(frozen=True, slots=True)
class Work:
    """Articles on their way into the store of `writer`; `changed` are the documents that were put there."""

    writer: Writer
    run: lift.Run
    how: How
    changed: Changed = field(default_factory=Changed)

    def chunk(self, read: list[Article | Unread]) -> Iterator[Outcome]:
        """Yield what becomes of each of those that were `read`; all that can be is stored at the end."""
        current = self.writer.store.current_of(one.document.id for one in read if isinstance(one, Article))
        yield from (Outcome(one.source, Status.UNREAD, str(one.error)) for one in read if isinstance(one, Unread))
        every = [one for one in read if isinstance(one, Article)]
        articles = [one for one in every if len(one.document.text) <= self.how.longest]
        yield from (
            Outcome(one.document.id, Status.FAILED, self._too_long(one.document))
            for one in every
            if len(one.document.text) > self.how.longest
        )
        kept = [self._kept(article) for article in articles]
        fresh = [article.document for article, known in zip(articles, kept, strict=True) if known is None]
        extracted = annotations(fresh, model=self.how.model, jobs=self.how.jobs)
        graphs = []
        for article, known in zip(articles, kept, strict=True):
            name = article.document.id
            if known and current.get(name) == self._iris.source_of(article.document):
                yield Outcome(name, Status.UNCHANGED)
                continue
            found = known.annotation if known else next(extracted)
            lifted = self._lifted(article, found, known.key if known else None)
            if isinstance(lifted, KgError):
                yield Outcome(name, Status.FAILED, str(lifted))
                continue
            graphs.append(lifted)
            self._note(article.document, found, current)
            yield Outcome(name, Status.REUSED if known else Status.EXTRACTED)
        self.writer.store.put(graphs)

    def _too_long(self, document: Document) -> str:
        size, most = len(document.text), self.how.longest
        return f"{document.id}: a text of {size:,} characters, and at most {most:,} are read; split it, or raise --longest"

    def _note(self, document: Document, found: Annotation | Failure, current: Mapping[str, str]) -> None:
        if document.id in current:
            self.changed.before.setdefault(document.id, current[document.id])
        self.changed.now[document.id] = document.version
        if isinstance(found, Annotation) and len(self.changed.now) <= FEW:
            self.changed.pairs[document.id] = document, found

    @property
    def _iris(self) -> Iris:
        return self.writer.folder.iris

    @property
    def _archive(self) -> Archive:
        return self.writer.folder.archive

    def _kept(self, article: Article) -> "_Kept | None":
        """Return the annotation that was made of this very document by this very extractor."""
        document, archive = article.document, self._archive
        key = archive.annotation_hash(document.id, document.version)
        if key is None:
            return None
        try:
            known, annotation = archive.load(document.id, document.version)
            same = known == document and archive.data(document.version) == article.data
        except (KgError, ValueError, KeyError, TypeError):  # a damaged record is made anew
            return None
        return _Kept(annotation, key) if same and annotation.extractor == extractor(self.how.model) else None

    def _lifted(self, article: Article, found: Annotation | Failure, key: str | None) -> SourceGraph | KgError:
        if isinstance(found, Failure):
            return found.error
        document, iris = article.document, self._iris
        try:
            key = key or self._archive.keep(document, article.data, found)
            quads, entry = lift.lift_source(document, found, iris), lift.lift_entry(document, key, self.run, iris)
            return SourceGraph(iris.source_of(document), document.id, tuple(quads), tuple(entry))
        except OSError:
            raise  # the disk is at fault, not the article
        except Exception as error:  # an article's failure becomes a reported value: one bad article never stops the others
            return KgError(f"{document.id}: {type(error).__name__}: {error}; report it, with the article, as a fault of Byline")
