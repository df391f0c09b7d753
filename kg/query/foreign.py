"""Terms for rdflib, for users whose own code speaks it. Imported only when asked for."""

from collections.abc import Iterable
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple


def rdflib_term(term: Any) -> rdflib.term.Identifier:
    """Return the rdflib term that equals the pyoxigraph `term`."""
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal(language=None):
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        case Literal():
            return rdflib.Literal(term.value, lang=term.language)
    raise TypeError(f"rdflib has no term for {term}")


def rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return `triples` as an rdflib Graph."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((rdflib_term(triple.subject), rdflib_term(triple.predicate), rdflib_term(triple.object)))
    return graph
