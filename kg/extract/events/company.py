"""Company: who does something, or suffers it, together with others ("the army, along with two militias, retook the town")."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.lexicon import word_set

_TOGETHER = frozenset({"together", "along", "jointly", "alongside"})
_COMMON = frozenset({"coordination", "cooperation", "conjunction", "collaboration", "concert", "tandem", "partnership"})
_TIES = frozenset({"prep", "advmod", "dative"})


def company(nouns: Iterable[Token]) -> Iterator[Token]:
    """Yield those who are told to be in on it with `nouns`, where the words for it are tied to these."""
    for noun in nouns:
        yield from (member for first in _beside(noun) for member in _members(first))


def company_of_verb(verb: Token) -> Iterator[Token]:
    """Yield those who are told to be in on what `verb` says, where the words for it are tied to the verb: of a verb with an
    object not what is the object's own ("destroyed a tank together with its crew")."""
    last = max((child.i for child in verb.children if child.dep_ in ("dobj", "obj")), default=None)
    for first in _beside(verb):
        if last is None or first.i < last or not any(child.lower_ in word_set("possessives") for child in first.children):
            yield from _members(first)


def _beside(head: Token) -> Iterator[Token]:
    """Yield the nouns that "together with", "alongside" or "in coordination with" tie to `head`."""
    for tie in head.children:
        if tie.dep_ in _TIES and (noun := _partner(tie)) is not None:
            yield noun


def _partner(tie: Token) -> Token | None:
    word, inner = tie.lower_, _object(tie)
    if word == "alongside" or (word == "with" and any(child.lower_ in _TOGETHER for child in tie.children)):
        return inner
    if word in _TOGETHER or (word == "in" and inner is not None and inner.lower_ in _COMMON):
        carrier = tie if word in _TOGETHER else inner
        with_ = next((child for child in carrier.children if child.lower_ == "with"), None) if carrier else None
        return _object(with_) if with_ is not None else None
    return None


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _members(noun: Token) -> Iterator[Token]:
    """Yield `noun` and all that its list names: a parser hangs the later ones on the earlier ("units of the directorate, the
    special forces and the police")."""
    yield noun
    for child in noun.children:
        if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            yield from _members(child)
        elif child.lower_ == "of" and noun.lemma_.lower() in word_set("force_words") | _PARTS:
            yield from (member for inner in child.children if inner.dep_ == "pobj" for member in _members(inner))


_PARTS = frozenset({"unit", "element", "fighter", "member", "detachment", "formation"})
