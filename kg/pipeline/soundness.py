"""Soundness: whether a graph, and the ontology it is written in, contradict themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions

from kg.store import GraphFolder, Snapshot
from kg.vocab import Outcome, check_roles, load_vocabulary, local_name, prove, term

_PARTICIPANTS = f"""SELECT DISTINCT ?event ?role ?filler WHERE {{ GRAPH ?source {{
    ?report <{term("eventType")}> ?event ; ?role ?participant .
    ?participant <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?filler }} }} ORDER BY ?event ?role ?filler"""


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was proved, in words, and what is wrong, a line each."""

    proof: str
    problems: tuple[str, ...]


def soundness(graph: Path | str | None = None, ontology: Path | None = None) -> Soundness:
    """Check the ontology in the folder `ontology` (default: the one that ships), and the roles in `graph`, if one is given.

    VocabularyError if the ontology cannot be loaded; StoreError if there is no such graph. Without Java the proof is left
    out, and `proof` says so.
    """
    proof = prove(ontology)
    problems = [proof.why] if proof.outcome is Outcome.INCONSISTENT else []
    if graph is not None:
        with GraphFolder.open(graph).snapshot() as snapshot:
            problems += _roles(snapshot, ontology)
    return Soundness(f"{proof.outcome}: {proof.why}", tuple(problems))


def _roles(snapshot: Snapshot, ontology: Path | None) -> Iterator[str]:
    vocabulary = load_vocabulary(ontology) if ontology else load_vocabulary()
    found = snapshot.store.query(_PARTICIPANTS)
    assert isinstance(found, QuerySolutions)
    named = ((local_name(row["event"].value), local_name(row["role"].value), local_name(row["filler"].value)) for row in found)
    triples = [each for each in named if each[1] in vocabulary.roles and each[2] in vocabulary.classes]
    for wrong in check_roles(vocabulary, triples):
        yield (
            f"{wrong.event} {wrong.role} {wrong.filler}: a {wrong.found} stands where a {wrong.wanted} is asked for"
            f" ({wrong.wrong} of kg:{wrong.role})"
        )
