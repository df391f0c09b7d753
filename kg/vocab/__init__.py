"""The ontology as values, and the IRIs. The only room that knows owlready2."""

from kg.vocab.iris import COARSE, DEFAULT_BASE, KG, LEX, PREFIXES, Iris, local_name, term
from kg.vocab.load import load_vocabulary
from kg.vocab.vocabulary import EventType, Slot, Term, Vocabulary

__all__ = [
    "COARSE",
    "DEFAULT_BASE",
    "KG",
    "LEX",
    "PREFIXES",
    "EventType",
    "Iris",
    "Slot",
    "Term",
    "Vocabulary",
    "load_vocabulary",
    "local_name",
    "term",
]
