"""What a quantity that is no casualty measures: territory, distance, equipment, strength, aid, money, time."""

import re
from functools import cache

from spacy.tokens import Token

from kg.extract.figures.quantities import Quantity
from kg.extract.figures.victims import classes
from kg.lexicon.words import table
from kg.model import Measure

_OF_UNIT = {"area": Measure.AREA, "duration": Measure.DURATION, "money": Measure.MONEY}
_AWAY = re.compile(
    r"\s(?:\([^)]*\)\s)?(?:(?:to the\s)?(?:north|south|east|west)\w*|from|away|off|outside|inside|deep|of\s[A-Z]|along|"
    r"into|down|up)",
    re.I,
)
_GROUND = re.compile(r"\s(?:\([^)]*\)\s)?of\s(?:[\w'’]+\s){0,3}(?:territory|land|area|terrain|ground)\b", re.I)
_MILITARY = ("soldier", "fighter", "police")


def measure(quantity: Quantity) -> Measure:
    """Return what `quantity` measures by its unit, or by its noun and the words that govern it; other if nothing says."""
    if quantity.unit:
        return _of_unit(quantity, quantity.unit.dimension, quantity.unit.span.end)
    head = quantity.head
    if head is None:
        return Measure.OTHER
    if is_equipment(head) and _governed(head, "equipment_lost"):
        return Measure.EQUIPMENT_LOST
    if classes().get(head.lemma_.lower()) in _MILITARY and _governed(head, "strength"):
        return Measure.STRENGTH
    return Measure.AID if _beside(head, "relief") else Measure.OTHER


def is_equipment(head: Token) -> bool:
    """Return whether `head` names materiel, or a word before it does."""
    under = [grand for child in head.children if child.lower_ == "of" for grand in child.children]
    return any(_is("equipment_nouns", noun) for noun in (head, *under))


def _of_unit(quantity: Quantity, dimension: str, end: int) -> Measure:
    text = quantity.text
    if dimension == "length":
        return _of_length(quantity.last, text, end)
    if dimension in ("mass", "volume") and _is_aid(text, end):
        return Measure.AID
    return _OF_UNIT.get(dimension, Measure.OTHER)


def _is_aid(text: str, end: int) -> bool:
    return bool(
        re.match(rf"\s(?:metric\s)?of\s(?:\S+\s){{0,4}}?(?:{'|'.join(_words('aid', 'noun'))})\b", text[end : end + 60], re.I)
    )


def _of_length(last: Token, text: str, end: int) -> Measure:
    """Return area where a length is said of ground taken or held ("liberated 2,000 kilometres"), distance where it leads
    somewhere ("20 km north of Goma"), length else."""
    if _GROUND.match(text, end):
        return Measure.AREA
    if _AWAY.match(text, end):
        return Measure.DISTANCE
    head = last.head if last.head.i > last.i else last
    return (
        Measure.AREA
        if _governed(head, "territory")
        else Measure.DISTANCE
        if head.dep_ in ("npadvmod", "pobj")
        else Measure.LENGTH
    )


@cache
def _words(which: str, pos: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("measure_words") if (row["measure"], row["pos"]) == (which, pos))


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(row["noun"] for row in table(name) if row.get("kind", "materiel") == "materiel")


def _is(name: str, head: Token) -> bool:
    return head.lemma_.lower() in _nouns(name) or any(
        child.lemma_.lower() in _nouns(name) for child in head.children if child.dep_ in ("compound", "amod")
    )


def _governed(head: Token, which: str) -> bool:
    """Whether a verb or noun of the list `which` governs `head`, through "of" and coordination."""
    top = head
    for _ in range(6):
        if top.dep_ in ("conj", "appos", "nummod", "compound", "quantmod", "amod") and top.head.i != top.i:
            top = top.head
        elif top.dep_ in ("pobj",) and top.head.lower_ in ("of", "with"):
            top = top.head.head
            if top.lemma_.lower() in _words(which, "noun"):
                return True
        else:
            break
    governor = top.head
    verbs = [governor, *(child for child in top.children if child.dep_ in ("acl", "relcl"))]
    held = top.dep_ in ("dobj", "nsubjpass", "attr", "npadvmod", "oprd", "dep", "ccomp") or (
        top.dep_ == "nsubj" and governor.tag_ == "VBN"
    )
    return any(_verb(verb, which) and (held or verb != governor) for verb in verbs)


def _verb(verb: Token, which: str) -> bool:
    names = {verb.lemma_.lower()} | {
        f"{verb.lemma_.lower()} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod")
    }
    return bool(names & _words(which, "verb")) or (
        verb.dep_ == "conj" and verb.head.pos_ == "VERB" and bool({verb.head.lemma_.lower()} & _words(which, "verb"))
    )


def _beside(head: Token, which: str) -> bool:
    own = [head, *(child for child in head.children if child.dep_ in ("compound", "amod"))]
    under = [grand for child in head.children if child.dep_ == "prep" and child.lower_ == "of" for grand in child.children]
    return any(token.lemma_.lower() in _words(which, "noun") for token in [*own, *under])
