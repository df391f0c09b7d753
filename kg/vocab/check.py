"""Check: what is wrong with an ontology's files, each finding with its file and its term."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import VocabularyError
from kg.vocab.facts import Facts, iri
from kg.vocab.iris import COARSE, KG, LEX, local_name
from kg.vocab.modules import Node

OWN = (KG, LEX, COARSE)

TERMS = (
    "owl:Class",
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "skos:Concept",
    "skos:ConceptScheme",
)

LINKS = (
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:domain",
    "rdfs:range",
    "owl:disjointWith",
    "skos:inScheme",
    "skos:broadMatch",
    "rdf:first",
)
"""Predicates whose objects must be declared, if they are ours (rdf:first: the members of a list of disjoint classes)."""

POSITIONS = frozenset(
    (
        "nsubj",
        "nsubj+dobj",
        "nsubjpass",
        "dobj",
        "dative",
        "agent",
        "attr",
        "oprd",
        "poss",
        "compound",
        "amod",
        "npadvmod",
        "advmod",
        "acl",
    )
) | {"relcl", "advcl", "ccomp", "xcomp", "pcomp"}
"""Syntactic positions of a slot beside ``prep:<preposition>``: dependency labels of the English models."""

_PREPOSITION = re.compile(r"prep:[a-z]+( [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: in which file, with which term, and what it is."""

    file: str
    node: Node
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {prefixed(self.node)}: {self.what}"


def require(facts: Facts) -> None:
    """Return if the ontology is in order; VocabularyError with every finding, one a line, if it is not."""
    found = list(problems(facts))
    if found:
        raise VocabularyError("\n".join(("the ontology is not in order:", *map(str, found))))


def problems(facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the ontology that `facts` hold."""
    for rule in RULES:
        yield from rule(facts)


def prefixed(node: Node) -> str:
    """Return the prefixed name of a term of ours, the whole IRI of any other, and of a blank node where it stands."""
    prefix, name = {KG: "kg", LEX: "lex", COARSE: "coarse"}, local_name(node.value)
    return next((f"{prefix[start]}:{name}" for start in OWN if node.value == start + name), node.value)


def _declared(facts: Facts) -> list[NamedNode]:
    return [node for kind in TERMS for node in facts.instances(kind)]


def _described(facts: Facts) -> Iterator[Finding]:
    for node in dict.fromkeys(_declared(facts)):
        for predicate in ("rdfs:label", "skos:definition", "rdfs:isDefinedBy"):
            if not facts.objects(node, predicate):
                yield Finding(facts.file(node), node, f"has no {predicate}: add one")


def _once(facts: Facts) -> Iterator[Finding]:
    kinds, files = {iri(kind): kind for kind in TERMS}, defaultdict[tuple[Node, str], list[str]](list)
    for each in facts.statements:
        if each.predicate == iri("rdf:type") and isinstance(each.object, NamedNode) and each.object in kinds:
            files[each.subject, kinds[each.object]].append(each.file)
    for (node, kind), places in files.items():
        if len(places) > 1:
            first = ", ".join(places[:-1])
            yield Finding(places[-1], node, f"is a {kind} in {first} already: keep one, or give the other a name of its own")


def _linked(facts: Facts) -> Iterator[Finding]:
    declared, links = set(_declared(facts)), {iri(name): name for name in LINKS}
    for each in facts.statements:
        if each.predicate in links and _ours(each.object) and each.object not in declared:
            what = f"{links[each.predicate]} {prefixed(each.object)}, which no file declares: declare it or correct the name"
            yield Finding(each.file, each.subject, what)


def _used(facts: Facts) -> Iterator[Finding]:
    """A misspelt predicate would be no error to anybody else."""
    declared = set(_declared(facts))
    for each in facts.statements:
        if _ours(each.predicate) and each.predicate not in declared:
            what = f"has {prefixed(each.predicate)}, which no file declares: declare it or correct the name"
            yield Finding(each.file, each.subject, what)


def _ours(node: Node) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(OWN)


def _acyclic(facts: Facts) -> Iterator[Finding]:
    for predicate in ("rdfs:subClassOf", "rdfs:subPropertyOf"):
        for node in dict.fromkeys(_declared(facts)):
            if node in _above(facts, node, predicate):
                yield Finding(facts.file(node), node, f"is {predicate} itself, by way of others: break the circle")


def _above(facts: Facts, node: NamedNode, predicate: str) -> set[NamedNode]:
    found, left = set[NamedNode](), list(facts.named(node, predicate))
    while left:
        if (each := left.pop()) not in found:
            found.add(each)
            left += facts.named(each, predicate)
    return found


def _framed(facts: Facts) -> Iterator[Finding]:
    for node in facts.instances("owl:Class"):
        for slot in facts.objects(node, "lex:frame"):
            for what in _misframed(facts, slot):
                yield Finding(facts.file(slot), node, what)


def _misframed(facts: Facts, slot: Node) -> Iterator[str]:
    roles, syntax = facts.named(slot, "lex:role"), facts.words(slot, "lex:syntax")
    if len(roles) != 1 or not syntax:
        yield "has a lex:frame without exactly one lex:role and a lex:syntax: give it both"
    for each in roles:
        if NamedNode(KG + "role") not in _above(facts, each, "rdfs:subPropertyOf"):
            yield f"frames {prefixed(each)}, which is no role: declare it below kg:role or correct the name"
    for position in syntax:
        if position not in POSITIONS and not _PREPOSITION.fullmatch(position):
            yield f"has the lex:syntax {position!r}, which is no position: take a dependency label or prep:<word>"


def _compared(facts: Facts) -> Iterator[Finding]:
    for node in facts.instances("owl:Class"):
        for coarse in facts.named(node, "skos:broadMatch"):
            if not coarse.value.startswith(COARSE):
                what = f"skos:broadMatch {prefixed(coarse)}, which is no coarse type: name one of coarse.ttl"
                yield Finding(facts.file(node), node, what)


Rule = Callable[[Facts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (_described, _once, _used, _linked, _acyclic, _framed, _compared)
