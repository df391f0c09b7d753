"""The embedded store: Oxigraph in a folder or in memory. The only file that opens a ``pyoxigraph.Store``."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from pathlib import Path
from typing import IO, Any, Self

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat

from kg.errors import QuestionError, StoreError
from kg.store.finding import Function, functions, looked_up
from kg.store.protocol import Results, SourceGraph
from kg.store.search import Search
from kg.store.tokens import names_dataset
from kg.store.updates import IDENTIFIER, INVALIDATED, SUPERSEDED, current_versions, difference, switch, withdrawal
from kg.vocab import DEFAULT_BASE, Iris

BACKFILL = 1000
"""New documents loaded in one go. Measured: 717 documents a CPU-second in batches of 1,000, 66 one by one."""

FEW = 20_000
"""Quads up to which they are written as one transaction. Loading in bulk makes a file for each of the store's indexes, as does
what is written beside them: twice the files to put in order."""

SHOWN = 160
"""Characters of a syntax error that are shown: the parser lists everything that it would have taken."""


class OxigraphStore:
    """Named graphs in Oxigraph. `base` is that of the graph, which says where the ledger is; where `search` is set, queries
    may ask it (`kg.store.finding`)."""

    def __init__(self, store: pyoxigraph.Store, base: str = DEFAULT_BASE) -> None:
        self._store = store
        self.iris = Iris(base)
        self.ledger = self.iris.graph("ledger")
        self.search: Search | None = None
        self._functions: dict[NamedNode, Function] = {}
        self.grown = 0
        """Quads that all but `update` have added to the store since, less those that they took away."""

    @classmethod
    def memory(cls, base: str = DEFAULT_BASE) -> Self:
        """Return an empty store that is gone with the process."""
        return cls(pyoxigraph.Store(), base)

    @classmethod
    def open(cls, path: Path, base: str = DEFAULT_BASE) -> Self:
        """Return the store in the folder `path`, made if it is not there; StoreError if it is broken or held by another."""
        path.parent.mkdir(parents=True, exist_ok=True)
        store = cls(_opened(path, lambda: pyoxigraph.Store(str(path))), base)
        for log in path.glob("LOG.old.*"):  # RocksDB keeps a thousand, of 140 KB each: one for each time it was opened
            log.unlink(missing_ok=True)
        return store

    @classmethod
    def read_only(cls, path: Path, base: str = DEFAULT_BASE) -> Self:
        """Return the store of a snapshot for reading; StoreError if it is broken. Never open a store being written so."""
        return cls(_opened(path, lambda: pyoxigraph.Store.read_only(str(path))), base)

    def query(
        self,
        sparql: str,
        *,
        union: bool = False,
        default: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        base: str | None = None,
        prefixes: dict[str, str] | None = None,
    ) -> Results:
        """Return the results of `sparql`; with `union` the default graph holds all named graphs, unless
        the query says ``FROM``.

        `default` and `named` are the IRIs of the graphs that take the place of the query's own dataset (SPARQL Protocol);
        `base` is what relative IRIs are resolved against; `prefixes` need no declaration.
        """
        given: dict[str, Any] = {"base_iri": base, "prefixes": prefixes}
        if default is not None or named is not None:
            given |= {"default_graph": [*_nodes(default)], "named_graphs": [*_nodes(named)]}
        else:
            given["use_default_graph_as_union"] = union and not names_dataset(sparql)
        if self.search:
            sparql = looked_up(sparql, self.search)
            self._functions = self._functions or dict(functions(self.search))
            given["custom_functions"] = self._functions
        try:
            return self._store.query(sparql, **given)
        except SyntaxError as error:
            raise QuestionError(f"not SPARQL: {_one_line(error.msg)}") from error

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of `graph`, of all graphs one after the other if None."""
        graphs = [NamedNode(graph)] if graph else [DefaultGraph(), *self._store.named_graphs()]
        for each in graphs:
            yield from self._store.quads_for_pattern(None, None, None, each)

    def about(self, node: NamedNode) -> Iterator[Quad]:
        """Yield the quads of all graphs that have `node` as their subject."""
        return self._store.quads_for_pattern(node, None, None, None)

    def knows(self, iri: str) -> bool:
        """Return whether anything is said of the node with that IRI."""
        return any(True for _ in self.about(NamedNode(iri)))

    def current(self) -> Mapping[str, str]:
        """Return the IRI of the current version of each document, by the document's id."""
        found = self.query(current_versions(self.ledger))
        assert isinstance(found, QuerySolutions)
        return {row["document"].value: row["source"].value for row in found}

    def current_of(self, documents: Iterable[str]) -> Mapping[str, str]:
        """Return the IRI of the current version of each of `documents` that is here, by its id, without looking at others."""
        ledger, found = NamedNode(self.ledger), dict[str, str]()
        for document in documents:
            for quad in self._store.quads_for_pattern(None, IDENTIFIER, Literal(document), ledger):
                said = (self._store.quads_for_pattern(quad.subject, word, None, ledger) for word in (SUPERSEDED, INVALIDATED))
                if isinstance(quad.subject, NamedNode) and not any(next(iter(one), None) for one in said):
                    found[document] = quad.subject.value
        return found

    def put(self, sources: Iterable[SourceGraph]) -> None:
        """Make each of `sources` current: new documents in batches, changed ones each in one update."""
        for batch in batched(sources, BACKFILL):
            known = dict(self.current_of(source.document for source in batch))
            new: dict[str, SourceGraph] = {}
            for source in batch:
                if source.document not in known and not self._holds(source):
                    new.setdefault(source.document, source)
            self._load({quad for source in new.values() for quad in (*source.quads, *source.entry)})
            for source in batch:
                if source is not new.get(source.document):
                    older = {known.get(source.document, source.iri)} - {source.iri}
                    self._switch(source, sorted(older))
                known[source.document] = source.iri

    def withdraw(self, document: str) -> None:
        """Drop the graph of `document`, and note it in the ledger; StoreError if there is no such document."""
        try:
            iri = self.current_of([document])[document]
        except KeyError:
            raise StoreError(f"there is no document {document!r} in this graph") from None
        self.grown += 1 - sum(1 for _ in self.quads(iri))
        self.update(withdrawal(iri, self.ledger))

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make `quads` the content of `graph`: only what differs is written."""
        if self._store.contains_named_graph(NamedNode(graph)):
            self._exchange(self.quads(graph), quads)
        else:
            self._load(set(quads))

    def revise(
        self,
        graph: str,
        about: Iterable[NamedNode],
        of: Iterable[tuple[NamedNode | None, NamedNode]],
        quads: Iterable[Quad],
        gone: Iterable[Quad] = (),
    ) -> None:
        """Make `quads` all that `graph` says about the nodes `about`, and with a property (any, if None) and an object of `of`,
        and take away what else there is of `gone`, in one update; the rest of the graph is not looked at."""
        node = NamedNode(graph)
        old = [quad for one in about for quad in self._store.quads_for_pattern(one, None, None, node)]
        old += [quad for property_, one in of for quad in self._store.quads_for_pattern(None, property_, one, node)]
        self._exchange([*old, *(quad for quad in gone if quad in self._store)], quads)

    def _exchange(self, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Put `new` in the place of `old`, which is here: only what differs is written."""
        before, after = set(old), set(new)
        self.grown += sum(1 for quad in after - before if quad not in self._store) - len(before - after)
        self.update(difference(before, after))

    def _switch(self, source: SourceGraph, older: Sequence[str]) -> None:
        """Make `source` current in the place of the `older` versions."""
        entry = self._store.quads_for_pattern(NamedNode(source.iri), None, None, NamedNode(self.ledger))
        gone = {*entry, *(quad for iri in (source.iri, *older) for quad in self.quads(iri))}
        self.grown += len({*source.quads, *source.entry}) + len(older) - len(gone)
        self.update(switch(source, self.ledger, older))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add `quads` to the graphs they name."""
        self._exchange((), quads)

    def update(self, sparql: str, base: str | None = None) -> None:
        """Run a SPARQL update as one transaction, its relative IRIs resolved against `base`; QuestionError for a syntax
        error, StoreError if it cannot be written."""
        try:
            if sparql:
                self._store.update(sparql, base_iri=base)
        except SyntaxError as error:
            raise QuestionError(f"not a SPARQL update: {_one_line(error.msg)}") from error
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error

    def holds(self, graph: str) -> bool:
        """Return whether there is a named graph `graph`."""
        return self._store.contains_named_graph(NamedNode(graph))

    def dump(self, to: IO[bytes], format: RdfFormat, graph: str | None) -> None:
        """Write the triples of `graph`, of the default graph if None, to `to`."""
        self._store.dump(to, format, from_graph=NamedNode(graph) if graph else DefaultGraph())

    def patch(self, gone: Iterable[Quad], come: Iterable[Quad]) -> None:
        """Take away the quads `gone` and add `come`; doing it twice does no more than once."""
        leaving, coming = {quad for quad in gone if quad in self._store}, set(come)
        self.grown += sum(1 for quad in coming if quad in leaving or quad not in self._store) - len(leaving)
        for quad in leaving:
            self._store.remove(quad)
        self._store.extend(coming)

    def settle(self) -> None:
        """Put the store's files in order, which else is done bit by bit by those who write to it later."""
        try:
            self._store.optimize()
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error

    def backup(self, target: Path) -> None:
        """Copy the store to the folder `target`, which must not exist (hard links where the file system has them)."""
        try:
            self._store.flush()
            self._store.backup(str(target))
        except OSError as error:
            raise StoreError(f"cannot copy the store to {target}: {error}") from error

    def close(self) -> None:
        """Let the files go, without waiting for whoever else knows this object; it cannot be used any more."""
        del self._store

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._store)

    def _holds(self, source: SourceGraph) -> bool:
        node, ledger = NamedNode(source.iri), NamedNode(self.ledger)
        noted = next(iter(self._store.quads_for_pattern(node, None, None, ledger)), None)
        return noted is not None or self._store.contains_named_graph(node)

    def _load(self, quads: Collection[Quad]) -> None:
        """Add `quads`, none of which is here."""
        self.grown += len(quads)
        load = self._store.bulk_extend if len(quads) > FEW else self._store.extend
        try:
            load(quads)
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error


def _nodes(iris: Sequence[str] | None) -> Iterator[NamedNode]:
    return (NamedNode(iri) for iri in iris or ())


def _one_line(message: str) -> str:
    text = " ".join(message.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"


def _opened(path: Path, open_: Callable[[], pyoxigraph.Store]) -> pyoxigraph.Store:
    try:
        return open_()
    except (OSError, RuntimeError) as error:  # pyoxigraph tells of a corrupted database by either
        if "lock" in str(error).lower():
            raise StoreError(f"{path} is held by another process: {error}") from error
        raise StoreError(
            f"{path} is broken or missing ({error}). Nothing is lost: remove it and build again; "
            "documents, annotations, decisions and identity.jsonl beside it hold all it was made from"
        ) from error
