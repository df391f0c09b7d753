"""The ontology as values, and the IRIs. The only room that knows owlready2."""

from kg.vocab.address import Address, address, address_of, behind
from kg.vocab.graph import ontology_quads
from kg.vocab.iris import COARSE, DECLARED, DEFAULT_BASE, FIND, KG, LEX, PREFIXES, Iris, local_name, term
from kg.vocab.load import load_vocabulary
from kg.vocab.reason import Outcome, Proof, prove
from kg.vocab.roles import Violation, can_fill, check_roles
from kg.vocab.vocabulary import EventType, Slot, Term, Vocabulary

__all__ = [
    "COARSE",
    "DECLARED",
    "DEFAULT_BASE",
    "FIND",
    "KG",
    "LEX",
    "PREFIXES",
    "Address",
    "EventType",
    "Iris",
    "Outcome",
    "Proof",
    "Slot",
    "Term",
    "Violation",
    "Vocabulary",
    "address",
    "address_of",
    "behind",
    "can_fill",
    "check_roles",
    "load_vocabulary",
    "local_name",
    "ontology_quads",
    "prove",
    "term",
]
