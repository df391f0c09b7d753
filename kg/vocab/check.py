"""Check: what is wrong with an ontology's files, each finding with its file and its term."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kg.errors import VocabularyError
from kg.vocab.facts import Facts
from kg.vocab.iris import COARSE, KG, LEX, local_name

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
)
"""Predicates whose objects must be declared, if they are ours."""

POSITIONS = frozenset(
    ("nsubj", "nsubjpass", "dobj", "dative", "agent", "attr", "oprd", "poss", "compound", "amod", "npadvmod", "advmod", "acl")
) | {"relcl", "advcl", "ccomp", "xcomp", "pcomp"}
"""Syntactic positions of a slot beside ``prep:<preposition>``: dependency labels of the English models."""

_PREPOSITION = re.compile(r"prep:[a-z]+( [a-z]+)*")


def require(facts: Facts) -> None:
    """Return if the ontology is in order; VocabularyError with every finding, one a line, if it is not."""
    found = list(problems(facts))
    if found:
        raise VocabularyError("the ontology is not in order:\n" + "\n".join(found))


def problems(facts: Facts) -> Iterator[str]:
    """Yield what is wrong, each as ``file: term: what, and what to do``."""
    for rule in RULES:
        for node, what in rule(facts):
            yield f"{facts.file(node)}: {prefixed(node)}: {what}"


def prefixed(node: NamedNode) -> str:
    """Return the prefixed name of a term of ours, the whole IRI of any other."""
    prefix = {KG: "kg", LEX: "lex", COARSE: "coarse"}
    name = local_name(node.value)
    return next((f"{prefix[start]}:{name}" for start in OWN if node.value == start + name), node.value)


Finding = tuple[NamedNode, str]


def _declared(facts: Facts) -> list[NamedNode]:
    return [node for kind in TERMS for node in facts.instances(kind)]


def _described(facts: Facts) -> Iterator[Finding]:
    for node in dict.fromkeys(_declared(facts)):
        for predicate in ("rdfs:label", "skos:definition", "rdfs:isDefinedBy"):
            if not facts.objects(node, predicate):
                yield node, f"has no {predicate}: add one"


def _once(facts: Facts) -> Iterator[Finding]:
    for kind in TERMS:
        for node, times in Counter(facts.instances(kind)).items():
            if times > 1:
                yield node, f"is declared {times} times as {kind}: keep one, or give the other a name of its own"


def _linked(facts: Facts) -> Iterator[Finding]:
    declared = set(_declared(facts))
    for node in dict.fromkeys(each.subject for each in facts.statements if isinstance(each.subject, NamedNode)):
        for predicate in LINKS:
            for other in facts.named(node, predicate):
                if other.value.startswith(OWN) and other not in declared:
                    yield node, f"{predicate} {prefixed(other)}, which no file declares: declare it or correct the name"


def _acyclic(facts: Facts) -> Iterator[Finding]:
    for predicate in ("rdfs:subClassOf", "rdfs:subPropertyOf"):
        for node in dict.fromkeys(_declared(facts)):
            if node in _above(facts, node, predicate):
                yield node, f"is {predicate} itself, by way of others: break the circle"


def _above(facts: Facts, node: NamedNode, predicate: str) -> set[NamedNode]:
    found, left = set[NamedNode](), list(facts.named(node, predicate))
    while left:
        if (each := left.pop()) not in found:
            found.add(each)
            left += facts.named(each, predicate)
    return found


def _framed(facts: Facts) -> Iterator[Finding]:
    role = NamedNode(KG + "role")
    for node in facts.instances("owl:Class"):
        for slot in facts.objects(node, "lex:frame"):
            roles, syntax = facts.named(slot, "lex:role"), facts.words(slot, "lex:syntax")
            if len(roles) != 1 or not syntax:
                yield node, "has a lex:frame without exactly one lex:role and a lex:syntax: give it both"
            for each in roles:
                if role not in _above(facts, each, "rdfs:subPropertyOf"):
                    yield node, f"frames {prefixed(each)}, which is no role: declare it below kg:role or correct the name"
            yield from ((node, what) for what in _misplaced(syntax))


def _misplaced(syntax: tuple[str, ...]) -> Iterator[str]:
    for position in syntax:
        if position not in POSITIONS and not _PREPOSITION.fullmatch(position):
            yield f"has the lex:syntax {position!r}, which is no position: take a dependency label or prep:<word>"


def _used(facts: Facts) -> Iterator[Finding]:
    """A misspelt predicate would be no error to anybody else."""
    declared = set(_declared(facts))
    for each in facts.statements:
        if each.predicate.value.startswith(OWN) and each.predicate not in declared:
            subject = each.subject if isinstance(each.subject, NamedNode) else each.predicate
            yield (
                subject,
                f"uses {prefixed(each.predicate)} in {each.file}, which no file declares: declare it or correct the name",
            )


def _compared(facts: Facts) -> Iterator[Finding]:
    for node in facts.instances("owl:Class"):
        for coarse in facts.named(node, "skos:broadMatch"):
            if not coarse.value.startswith(COARSE):
                yield node, f"skos:broadMatch {prefixed(coarse)}, which is no coarse type: name one of coarse.ttl"


Rule = Callable[[Facts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (_described, _once, _used, _linked, _acyclic, _framed, _compared)
