"""Pronouns: words that denote what was named before, the speaker or the hearer, or the place spoken of."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.lexicon import mapping
from kg.model import Form, Kind

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "pobj", "dobj"})
_EMPTY_VERBS = frozenset({"be", "seem", "appear", "take", "become", "happen", "remain"})
# What these verbs take as "it" is something said or done, no person, body or thing.
_TOLD = frozenset(
    {"deny", "confirm", "say", "know", "do", "mean", "believe", "regret", "doubt", "admit", "claim", "explain", "call"}
)
_CLAUSES = frozenset({"ccomp", "acomp", "xcomp", "advcl", "csubj"})


def pronouns(material: Material) -> Iterator[Proposal]:
    """Yield the pronouns of the text; the kind is that which the word alone speaks for, see `antecedents`."""
    kinds = mapping("pronoun_kinds")
    for token in material.reading.doc:
        kind = kinds.get(token.lower_)
        if kind and token.text != "US" and _denotes(token):
            span = span_of([token])
            yield Proposal(span, span, Kind(kind), Form.PRONOUN, ranks.PRONOUN, "pronouns")


def _denotes(token: Token) -> bool:
    """Return whether this pronoun stands for something: not the "it" of "it is clear that", the "there" of "there is"."""
    match token.lower_:
        case "there" | "here":
            return token.dep_ in ("advmod", "pobj", "pcomp") and token.head.lemma_ != "be"
        case "where":
            return token.dep_ == "advmod" and token.head.dep_ == "relcl"
        case "those" | "these":
            return any(child.dep_ == "relcl" for child in token.children)
        case "it":
            return token.dep_ in _SUBJECTS and not _expletive(token)
        case _:
            return True


def _expletive(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in _TOLD:
        return True
    return verb.lemma_ in _EMPTY_VERBS and any(child.dep_ in _CLAUSES or child.tag_ == "TO" for child in verb.children)
