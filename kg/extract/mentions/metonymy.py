"""Metonymy: the name of a capital where it stands for the government ("Moscow denied it", "Kiev's forces")."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.known import capitals
from kg.model import Form, Kind

_ADDRESSED = frozenset({"accuse", "blame", "urge", "warn", "tell", "inform", "notify", "thank", "pressure", "sanction"})
"""What is done with words, or for its acts, to a government and to no city."""

_DISPOSITIONS = frozenset({"ready", "willing", "prepared", "unwilling", "determined", "reluctant", "committed", "responsible"})


def as_governments(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, capitals that act as organisations of type Government, with their country as side."""
    for proposal in proposals:
        side = capitals().get(proposal.span.of(material.text))
        place = proposal.kind is Kind.PLACE and proposal.form is Form.NAMED
        if side and place and _governs(material.reading.tokens(proposal.span).root):
            yield replace(proposal, kind=Kind.ORGANISATION, type="Government", side=side)
        else:
            yield proposal


def _governs(token: Token) -> bool:
    """Return whether the capital that `token` names does, or has, what only a government does or has."""
    if token.nbor(-1).lower_ in ("capital", "city") if token.i else False:
        return False
    head = token.head
    match token.dep_:
        case "nsubj":
            return head.lemma_.lower() in word_set("government_verbs") or _is_disposed(head)
        case "dobj" | "nsubjpass":
            return head.lemma_.lower() in _ADDRESSED
        case "poss":
            return head.lower_ in word_set("government_nouns")
        case "pobj":
            return head.lower_ == "between" and any(child.dep_ == "conj" for child in token.children)
        case "conj":
            return (head.dep_ == "pobj" and head.head.lower_ == "between") or (head.dep_ == "nsubj" and _governs(head))
        case _:
            return False


def _is_disposed(verb: Token) -> bool:
    """Return whether `verb` says of its subject that it is ready or willing."""
    return verb.lemma_ == "be" and any(child.lower_ in _DISPOSITIONS for child in verb.children)
