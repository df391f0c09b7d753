"""The ontology as values, and the IRIs. The only room that knows owlready2."""

from kg.vocab.iris import DEFAULT_BASE, KG, LEX, PREFIXES, Iris, local_name, term
from kg.vocab.vocabulary import EventType, Slot, Term, Vocabulary

__all__ = ["DEFAULT_BASE", "KG", "LEX", "PREFIXES", "EventType", "Iris", "Slot", "Term", "Vocabulary", "local_name", "term"]
