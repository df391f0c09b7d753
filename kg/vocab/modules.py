"""Modules: the ontology's Turtle files as statements, each of which knows the file it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import VocabularyError

Node = NamedNode | BlankNode | Literal

NOT_TERMS = ("shapes", "alignments")
"""Folders whose files describe data or other ontologies' terms: they are no part of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple of the ontology and the file it stands in, relative to the ontology's folder."""

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: Node
    file: str


def files(folder: Path) -> list[Path]:
    """Return the Turtle files of the ontology's terms in `folder`, sorted; VocabularyError if there are none."""
    found = [file for file in sorted(folder.rglob("*.ttl")) if file.relative_to(folder).parts[0] not in NOT_TERMS]
    if not found:
        raise VocabularyError(f"{folder} holds no ontology: no .ttl file in it")
    return found


def read_modules(folder: Path) -> list[Statement]:
    """Return the statements of the ontology in `folder`, in file order; blank nodes keep apart from file to file.

    VocabularyError names the file and the line that is not Turtle.
    """
    return [statement for file in files(folder) for statement in read_module(file, file.relative_to(folder).as_posix())]


def read_alignments(folder: Path) -> list[Statement]:
    """Return what the ontology in `folder` says of other vocabularies' terms; none if it has no alignments."""
    found = sorted((folder / "alignments").glob("*.ttl"))
    return [statement for file in found for statement in read_module(file, file.relative_to(folder).as_posix())]


def read_module(file: Path, name: str) -> Iterator[Statement]:
    """Yield the statements of one Turtle file; VocabularyError names the line that is not Turtle."""
    numbers: dict[str, BlankNode] = {}

    def own[T](node: T) -> T | BlankNode:
        """The same blank node at every reading: numbered in the order of the file."""
        if not isinstance(node, BlankNode):
            return node
        return numbers.setdefault(node.value, BlankNode(f"{_slug(name)}-{len(numbers) + 1}"))

    try:
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
                raise VocabularyError(f"{name}: the ontology has no use for triple terms")
            yield Statement(own(quad.subject), quad.predicate, own(quad.object), name)
    except SyntaxError as error:
        raise VocabularyError(f"{name} is not Turtle: {error.msg} (line {error.lineno})") from error


def _slug(name: str) -> str:
    return name.removesuffix(".ttl").replace("/", "-")
