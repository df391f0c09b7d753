"""Operations: the steps of a SPARQL update, told apart by their words: which graphs each writes, and where its dataset goes.

The store has no way to hand over ``using-graph-uri``, nor to ask what an update will write. Both are read off the tokens; what
is not understood is refused, so that the store's parser never sees more than was seen here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import QuestionError
from kg.store.tokens import Token, scan

DEFAULT, EVERY = "", "*"
"""What stands for the default graph, and for any graph, among the graphs that an operation writes."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of an update: its first word, the graphs it may write, whether it names its own dataset, whether it may fail
    (`silent`, only told of LOAD) and where it stands (`span`, likewise); and how the text is changed to give it another
    dataset: that is put at `where`, and the pattern `copied` in the place of DELETE WHERE from and to `deletes_where`."""

    word: str
    writes: frozenset[str]
    own_dataset: bool = False
    where: int | None = None
    copied: str = ""
    deletes_where: tuple[int, int] | None = None
    silent: bool = False
    span: tuple[int, int] = (0, 0)


def operations(sparql: str, base: str) -> list[Operation]:
    """Return the steps of the update `sparql`, its relative IRIs resolved against `base`; QuestionError if it is none."""
    return list(_Reader(sparql, [*scan(sparql)], base).operations())


def with_dataset(sparql: str, steps: Iterable[Operation], using: Sequence[str], named: Sequence[str]) -> str:
    """Return `sparql` with ``USING`` and ``USING NAMED`` for each of its `steps` that has a pattern.

    QuestionError if one of them names a dataset itself (SPARQL 1.1 Protocol, 2.2.3).
    """
    try:
        graphs = [f"USING {NamedNode(iri)}" for iri in using] + [f"USING NAMED {NamedNode(iri)}" for iri in named]
    except ValueError as error:
        raise QuestionError(f"the graphs that the request names are no absolute IRIs: {error}") from error
    dataset = " ".join(graphs)
    for step in sorted(steps, key=lambda step: step.where or 0, reverse=True):
        if step.own_dataset:
            raise QuestionError("the update says WITH or USING, and so does the request; leave one of them out")
        if step.deletes_where:
            start, end = step.deletes_where
            sparql = f"{sparql[:start]} {step.copied} {dataset} WHERE {step.copied} {sparql[end:]}"
        elif step.where is not None:
            sparql = f"{sparql[: step.where]} {dataset} {sparql[step.where :]}"
    return sparql


@dataclass(slots=True)
class _Reader:
    sparql: str
    tokens: list[Token]
    base: str
    at: int = 0
    prologue: list[str] = field(default_factory=list)

    def operations(self) -> Iterator[Operation]:
        while True:
            self._prologue()
            if self.at == len(self.tokens):
                return
            yield self._operation()
            if self.at < len(self.tokens) and not self._takes(";"):
                raise self._unknown()

    def _prologue(self) -> None:
        while word := self._taken("PREFIX", "BASE", "VERSION"):
            parts = [self._next("name")] if word == "PREFIX" else []
            parts.append(self._next("string" if word == "VERSION" else "iri"))
            if word != "VERSION":
                self.prologue.append(" ".join([word, *parts]))

    def _operation(self) -> Operation:
        first = self._peek()
        kinds: dict[str, Callable[[], Operation]] = {
            "LOAD": self._load,
            "CLEAR": self._clear,
            "DROP": self._clear,
            "CREATE": self._clear,
            "ADD": self._copy,
            "COPY": self._copy,
            "MOVE": self._copy,
            "INSERT": self._change,
            "DELETE": self._change,
            "WITH": self._change,
        }
        word = first.text.upper() if first and first.kind == "word" else ""
        if word not in kinds:
            raise self._unknown()
        return kinds[word]()

    def _load(self) -> Operation:
        begin, _ = self.at, self._word()
        silent = bool(self._taken("SILENT"))
        self._iri()
        graph = DEFAULT
        if self._taken("INTO"):
            if not self._taken("GRAPH"):
                raise self._unknown()
            graph = self._iri()
        span = (self.tokens[begin].start, self.tokens[self.at - 1].end)
        return Operation("LOAD", frozenset({graph}), silent=silent, span=span)

    def _clear(self) -> Operation:
        word = self._word()
        self._taken("SILENT")
        return Operation(word, frozenset({self._graph_or_all()}))

    def _copy(self) -> Operation:
        word = self._word()
        self._taken("SILENT")
        source = self._graph_or_all()
        if not self._taken("TO"):
            raise self._unknown()
        return Operation(word, frozenset({self._graph_or_all(), *([source] if word == "MOVE" else [])}))

    def _graph_or_all(self) -> str:
        fixed = self._taken("DEFAULT", "NAMED", "ALL")
        if fixed:
            return DEFAULT if fixed == "DEFAULT" else EVERY
        self._taken("GRAPH")
        return self._iri()

    def _change(self) -> Operation:
        graph = self._iri() if self._taken("WITH") else None
        begin, word, written = self.at, self._word(), set[str]()
        if self._taken("DATA"):
            return Operation(word, frozenset(self._block(DEFAULT)))
        if word == "DELETE" and self._taken("WHERE"):
            return self._delete_where(begin)
        written |= self._block(DEFAULT if graph is None else graph)
        if word == "DELETE" and self._taken("INSERT"):
            written |= self._block(DEFAULT if graph is None else graph)
        using = False
        while self._taken("USING"):
            using = True
            self._taken("NAMED")
            self._iri()
        where = self._peek()
        self._taken("WHERE")
        self._block(DEFAULT)
        return Operation(word, frozenset(written), graph is not None or using, where.start if where else None)

    def _delete_where(self, begin: int) -> Operation:
        first, place = self.tokens[begin], self.at
        written = self._block(DEFAULT)
        pattern = self.sparql[self.tokens[place].start : self.tokens[self.at - 1].end]
        span = (first.end, self.tokens[self.at - 1].end)
        return Operation("DELETE", frozenset(written), where=first.start, copied=pattern, deletes_where=span)

    def _block(self, graph: str) -> set[str]:
        """Pass over ``{ … }``; return the graphs that its triples stand in, if `graph` is where those without ``GRAPH`` do."""
        if not self._takes("{"):
            raise self._unknown()
        depth, written = 1, set[str]()
        while depth:
            token = self._peek()
            if token is None:
                raise self._unknown()
            if depth == 1 and token.says("GRAPH"):
                written.add(self._named())
                depth += 1
                continue
            self.at += 1
            depth += (token.kind == "open") - (token.kind == "close")
            if depth == 1 and token.text not in (".", "}"):
                written.add(graph)
        return written

    def _named(self) -> str:
        self.at += 1
        token = self._peek()
        if token and token.kind == "variable":
            self.at += 1
            name = EVERY
        else:
            name = self._iri()
        if not self._takes("{"):
            raise self._unknown()
        return name

    def _iri(self) -> str:
        token = self._peek()
        if token is None or token.kind not in ("iri", "name") or token.text.startswith(("_:", "@")):
            raise self._unknown()
        self.at += 1
        turtle = "\n".join([*self.prologue, f"{token.text} <x:p> <x:o> ."])
        try:
            quad = next(iter(parse(turtle, RdfFormat.TURTLE, base_iri=self.base)))
        except (SyntaxError, StopIteration) as error:
            raise QuestionError(f"not a SPARQL update: {token.text} is no IRI") from error
        assert isinstance(quad, Quad)
        assert isinstance(quad.subject, NamedNode)
        return quad.subject.value

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _takes(self, text: str) -> bool:
        found = (token := self._peek()) is not None and token.text == text
        self.at += found
        return found

    def _taken(self, *words: str) -> str:
        token = self._peek()
        if token is None or not token.says(*words):
            return ""
        self.at += 1
        return token.text.upper()

    def _word(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1].text.upper()

    def _next(self, kind: str) -> str:
        token = self._peek()
        if token is None or token.kind != kind:
            raise self._unknown()
        self.at += 1
        return token.text

    def _unknown(self) -> QuestionError:
        token = self._peek()
        if token is None:
            return QuestionError("not a SPARQL update: it ends too early")
        line = self.sparql.count("\n", 0, token.start) + 1
        column = token.start - self.sparql.rfind("\n", 0, token.start)
        return QuestionError(f"not a SPARQL update: {token.text[:40]!r} at {line}:{column} was not expected")
