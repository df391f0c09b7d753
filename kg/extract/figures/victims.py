"""Victims: who is counted, whether it is a person, how many a phrase without a number names, and to which class they belong."""

from collections.abc import Collection
from functools import cache

from spacy.tokens import Token

from kg.extract.figures.quantities import noun_after
from kg.extract.shelf import Shelf
from kg.lexicon.words import table, word_set
from kg.model import Kind, Measure, Mention, Span

HARM = (
    Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.CAPTURED, Measure.ARRESTED, Measure.MISSING, Measure.DISPLACED,
)  # fmt: skip
"""The measures of harm to people."""

_LEFT = ("det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "case", "punct", "predet", "advmod", "npadvmod")
_SOMEBODY = ("he", "she", "him", "her", "someone", "somebody", "one")
_ANYBODY = (*_SOMEBODY, "anyone", "anybody", "everyone", "everybody")
_NOBODY = ("nobody", "none")
_SETS = {"couple": 2, "pair": 2, "duo": 2, "twins": 2, "trio": 3, "threesome": 3, "triplets": 3, "foursome": 4}
"""Nouns that hold a number: "the couple were shot dead"."""
_NEXT = ("second", "third", "fourth", "fifth", "sixth", "another")
"""What stands for one more of the people just counted: "one died and a second was injured"."""
_HUMAN = (Kind.PERSON, Kind.GROUP)


class People:
    """Who of a report's words are people: by the words themselves, by the model's entities and by what is known of mentions."""

    def __init__(self, mentions: Collection[Mention]) -> None:
        self._people = Shelf((m.span, m) for m in mentions if m.kind in _HUMAN)
        self._others = Shelf((m.head, m) for m in mentions if m.kind not in _HUMAN)

    def sure(self, head: Token) -> bool:
        """Whether `head` is known to denote people."""
        if head.ent_type_ in ("PERSON", "NORP") or head.lower_ in ("others", "people", "troops", "police", "personnel"):
            return True
        if (
            head.lemma_.lower() in classes()
            or head.lemma_.lower() in _human()
            or head.lower_.endswith(("men", "man", "women", "woman"))
        ):
            return True
        if head.lower_ in ("one", "everyone", "someone", "nobody", "none") or head.lower_ in _SETS:
            return True
        if head.lower_ in _NEXT or (head.lower_ == "old" and head.i and head.nbor(-1).text == "-"):
            return True
        if head.pos_ in ("NUM", "PRON"):
            return head.lower_ not in ("it", "this", "that", "itself", "which", "what")
        return bool(self._people.at(Span(head.idx, head.idx + 1)))

    def possible(self, head: Token) -> bool:
        """Whether `head` may denote people: nothing says that it is a thing, a place or a body."""
        if self.sure(head):
            return True
        if head.ent_type_ in (
            "GPE",
            "LOC",
            "FAC",
            "ORG",
            "PRODUCT",
            "EVENT",
            "DATE",
            "TIME",
            "LAW",
            "WORK_OF_ART",
            "MONEY",
            "PERCENT",
        ):
            return head.ent_type_ == "ORG" and head.tag_ in ("NNS", "NNPS")
        if head.lemma_.lower() in _things() or self._others.at(Span(head.idx, head.idx + 1)):
            return False
        return head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in _things()


@cache
def classes() -> dict[str, str]:
    """Return the nouns for people, each with its victim class."""
    return {row["noun"]: row["class"] for row in table("person_nouns")}


@cache
def _human() -> frozenset[str]:
    return frozenset(row["lemma"] for row in table("nominal_heads") if row["kind"] == "Person")


@cache
def persons() -> frozenset[str]:
    """Return the nouns (lemmas) that name a single person in the singular: "leader", but not "crew" or "body"."""
    return (_human() | frozenset(classes())) - word_set("collective_nouns")


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        row["word"].lower() for row in table("demonyms") if {"plural", "people", "singular"} & set(row["use"].split())
    )


@cache
def _things() -> frozenset[str]:
    bodies = {row["lemma"] for row in table("nominal_heads") if row["kind"] not in ("Person", "MilitaryUnit")}
    return frozenset(bodies | {row["noun"] for row in table("equipment_nouns")} | word_set("unharmed_nouns"))


def victim_class(head: Token) -> str | None:
    """Return the victim class that `head` or a word before it names ("civilian", "police"), None if none does."""
    words = [head, *reversed([child for child in head.children if child.dep_ in ("compound", "amod", "nmod")])]
    named = (f"{word.lemma_.lower()} {head.lemma_.lower()}" for word in words[1:])
    if (both := next((classes()[name] for name in named if name in classes()), None)) is not None:
        return both
    found = [(word.lemma_.lower(), classes()[word.lemma_.lower()]) for word in words if word.lemma_.lower() in classes()]
    clear = (name for lemma, name in found if name not in ("person", "man") and lemma not in _RANKS)
    return next(clear, None) or (_bare(head) if found else None)


_RANKS = frozenset(["officer", "agent", "official", "worker", "commander", "chief", "leader", "cadet", "recruit", "director"])
"""Nouns that leave to the word before them whose they are: "police officers", "rebel commanders", "aid workers"."""


def _bare(head: Token) -> str | None:
    """Return the class of a `head` that nothing stands before: an officer is a policeman where only police are told of."""
    found = classes().get(head.lemma_.lower(), "person")
    if head.lemma_.lower() != "officer" or not any(token.lower_ == "police" for token in head.doc):
        return found
    return found if any(token.lower_ in _ARMY for token in head.doc) else "police"


_ARMY = frozenset(["army", "military", "soldier", "soldiers", "troops"])


def told_class(last: Token) -> str | None:
    """Return the victim class that the words behind a number without a noun say: "five of them [children]", "35 of whom were
    [soldiers]"; None if none do."""
    step = last
    while step.i + 1 < len(step.doc) and step.nbor().lower_ in _LINKS and not step.nbor().is_sent_start:
        step = step.nbor()
    head = noun_after(step) if step.lower_ in _LINKS else None
    found = victim_class(head) if head is not None else None
    return None if found == "person" else found


_LINKS = frozenset(
    ["of", "them", "whom", "these", "those", "the", "dead", "deceased", "slain", "killed", "wounded", "injured", "victims"]
).union(["were", "was", "are", "is", "being"])


def phrase(head: Token) -> Span:
    """Return the span of the noun phrase of `head`, from its first modifier to the head itself."""
    start = head
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 != start.i:
            break
        start = child.left_edge
    while start.is_punct and start.i < head.i:
        start = start.nbor()
    return Span(start.idx, head.idx + len(head))


def implied(head: Token) -> int | str | None:
    """Return how many a victim phrase without a number names: 1, 0 ("no one"), 2 ("the couple"), None for several, "" for none
    to be counted."""
    determiners = {child.lower_ for child in head.lefts if child.dep_ in ("det", "neg", "predet", "nummod", "amod")}
    if head.lower_ in _NOBODY or "no" in determiners or "neither" in determiners:
        return 0
    if head.pos_ == "PRON" or head.lower_ in _ANYBODY:
        return 1 if head.lower_ in _SOMEBODY else ""
    if "any" in determiners or "every" in determiners or "each" in determiners:
        return ""
    if head.lower_ in _SETS:
        return _SETS[head.lower_]
    if (
        head.tag_ in ("NNS", "NNPS")
        or head.lower_.endswith("men")
        or head.lemma_.lower() in word_set("collective_nouns")
        or head.lower_ in ("people", "troops")
    ):
        return None
    return 1
