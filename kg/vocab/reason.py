"""Reason: a proof by HermiT that the ontology, or data described by it, does not contradict itself.

HermiT comes with owlready2 and runs on Java, in a process of its own. It is for tests and ``kg check``, never for the path of
a build: `check_roles` finds mistyped roles there.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any

import owlready2  # type: ignore[import-untyped]
from pyoxigraph import NamedNode, Quad

from kg.errors import VocabularyError
from kg.resources import folder as resource
from kg.vocab.classes import classes, load_world, logic
from kg.vocab.facts import iri
from kg.vocab.iris import KG
from kg.vocab.modules import Statement, read_modules

MEMORY = 512
"""Megabytes that Java may take: HermiT needs about 90 for the ontology with a few claims."""


UNDECIDED = frozenset({iri("xsd:date")})
"""Datatypes that stand outside OWL 2's map: HermiT refuses an ontology whose ranges name them."""


class Outcome(StrEnum):
    """What came of a proof."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome with its reason; `unsatisfiable` names the classes that can have no instance, `inferred` the pairs (class,
    class above it) that HermiT derives and no file says."""

    outcome: Outcome
    why: str
    unsatisfiable: tuple[str, ...] = ()
    inferred: tuple[tuple[str, str], ...] = ()


def prove(folder: Path | None = None, data: Iterable[Quad] = ()) -> Proof:
    """Return whether the ontology in `folder` (default: the one that ships) is consistent, together with `data`.

    Of `data`, types and object properties count; literals do not. SKIPPED without Java. VocabularyError as `load_vocabulary`,
    and if Java itself breaks.
    """
    if shutil.which(owlready2.JAVA_EXE) is None:
        return Proof(Outcome.SKIPPED, "no Java: install a Java runtime (17 or later) to have the ontology proved consistent")
    modules = (each for each in read_modules(folder or resource("ontology")) if each.object not in UNDECIDED)
    world = load_world([*logic(modules), *_facts(data)])
    asserted = _above(world)
    if not _has_model(world):
        return Proof(Outcome.INCONSISTENT, "HermiT derives a contradiction")
    empty = tuple(sorted(cls.name for cls in world.inconsistent_classes() if cls is not owlready2.Nothing))
    if empty:
        return Proof(Outcome.INCONSISTENT, f"nothing can be a {', a '.join(empty)}", empty)
    inferred = tuple(sorted(_above(world) - asserted))
    return Proof(Outcome.CONSISTENT, "HermiT finds a model, and every class can have an instance", inferred=inferred)


def _above(world: Any) -> set[tuple[str, str]]:
    return {(name, above) for name, ancestors in classes(world).ancestors.items() for above in ancestors}


def _has_model(world: Any) -> bool:
    owlready2.reasoning.JAVA_MEMORY = MEMORY
    try:
        with _scratch(), redirect_stderr(StringIO()), redirect_stdout(StringIO()):
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as error:
        raise VocabularyError(f"HermiT broke: {str(error)[:500]}") from error
    return True


@contextmanager
def _scratch() -> Iterator[None]:
    """A folder of its own for temporary files: owlready2 leaves one behind where HermiT finds a contradiction."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _facts(data: Iterable[Quad]) -> Iterable[Statement]:
    """Types, and links between individuals: a concept as value says nothing that could contradict."""
    for quad in data:
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            is_link = quad.predicate.value.startswith(KG) and not quad.object.value.startswith(KG)
            if is_link or quad.predicate == iri("rdf:type"):
                yield Statement(quad.subject, quad.predicate, quad.object, "data")
