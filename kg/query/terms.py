"""Terms: what a user types as a parameter, as RDF terms. Serialised by pyoxigraph, so there is nothing to inject."""

from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import QuestionError
from kg.query.names import Names
from kg.query.question import Parameter, Type
from kg.vocab import PREFIXES, term


def serialised(parameter: Parameter, given: Any, names: Names) -> str:
    """Return `given` as the SPARQL term that `parameter` takes; QuestionError if it cannot be one."""
    try:
        return str(_READERS[parameter.type](given, names))
    except (ValueError, TypeError) as error:
        raise QuestionError(f"{parameter.name} = {given!r}: {error} ({parameter.about})") from error


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" with the names nearest to `word`, "" if none is near."""
    near = get_close_matches(word, list(known), n=3, cutoff=0.7)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _concept(given: Any, names: Names) -> NamedNode:
    text = _expanded(str(given))
    if "://" in text:
        return NamedNode(text)
    known = names.concepts
    if known and text not in known:
        raise ValueError(f"the ontology has no concept of that name{suggestion(text, known)}")
    return NamedNode(term(text))


def _iri(given: Any, names: Names) -> NamedNode:
    text = _expanded(str(given))
    if "://" not in text:
        raise ValueError("an IRI has to be written in full, or with a prefix such as kg:")
    return NamedNode(text)


def _source(given: Any, names: Names) -> NamedNode:
    text = str(given)
    if "://" in text:
        return NamedNode(text)
    found = names.source(text)
    if found is None:
        raise ValueError(f"there is no document with that id{suggestion(text, names.documents())}")
    return NamedNode(found)


def _expanded(text: str) -> str:
    prefix, colon, local = text.partition(":")
    if prefix == "kg" and colon:
        return local
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else text


_DATE = NamedNode(PREFIXES["xsd"] + "date")

_READERS: dict[Type, Callable[[Any, Names], NamedNode | Literal]] = {
    "concept": _concept,
    "iri": _iri,
    "source": _source,
    "string": lambda given, names: Literal(str(given)),
    "integer": lambda given, names: Literal(int(given)),
    "date": lambda given, names: Literal(date.fromisoformat(str(given)).isoformat(), datatype=_DATE),
}
