"""Casualties: which quantities count killed, wounded, captured … people, and the victims that no number counts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.figures.harms import Harm, harms
from kg.extract.figures.nearby import befallen
from kg.extract.figures.quantities import Quantity, covered, is_whole
from kg.extract.figures.reality import Reality
from kg.extract.figures.spans import whole
from kg.extract.figures.victims import People, implied, persons, victim_class
from kg.lexicon.words import table, word_set
from kg.model import Measure

_ORDER = (
    Measure.KILLED,
    Measure.WOUNDED,
    Measure.CASUALTIES,
    Measure.CAPTURED,
    Measure.ARRESTED,
    Measure.MISSING,
    Measure.DISPLACED,
    Measure.EQUIPMENT_LOST,
)
"""The measures from the gravest on: who was kidnapped and killed is killed."""
_COUNTED = (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES)
"""The measures for which a victim without a number is a figure too ("a policeman was killed" is one)."""


Unnumbered = tuple[Token, Measure, int | None]
"""A victim without a number: its head, the measure, and how many (None for several that the text does not count)."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the harms of a report make of its quantities: the measure of each (by its place in the list), why one is no fact
    (hypothetical, negative), those whose own harm stands behind them ("20 people were killed"), and the victims without a
    number."""

    measures: Mapping[int, Measure]
    flags: Mapping[int, str]
    settled: frozenset[int]
    unnumbered: tuple[Unnumbered, ...]


def casualties(doc: Doc, found: list[Quantity], people: People) -> Findings:
    """Return what the harmful words of `doc` say of the quantities `found`, and the victims that no quantity counts."""
    index = _by_token(found)
    struck: dict[int, list[Harm]] = defaultdict(list)
    others: list[Unnumbered] = []
    own = _owned(found)
    for harm in harms(doc):
        if _is_anothers(harm, own.get(harm.trigger.i)):
            continue
        counted = next((index[token.i] for token in _counted(harm) if token.i in index), None)
        if counted is None and _fits(harm, harm.victim, people):
            others += _unnumbered(harm)
        elif counted is not None and _fits(harm, found[counted].head, people):
            of_part = harm.trigger != harm.victim and is_whole(found, counted)
            struck[counted - of_part].append(harm)
    told = {position: _told(hits, _end(found[position])) for position, hits in struck.items()}
    return Findings(
        {position: measure for position, measure in told.items() if isinstance(measure, Measure)},
        {position: flag for position, flag in told.items() if not isinstance(flag, Measure)},
        frozenset(p for p, hits in struck.items() if any(hit.first and hit.trigger.i > _end(found[p]) for hit in hits)),
        tuple(_gravest(others)),
    )


def _owned(found: list[Quantity]) -> dict[int, Token]:
    """Return the words of harm that a number joined by "and" has for itself, by token, with the first of that number:
    who stands before it is not struck by them ("13 people died and [12] injured", "one was held and [12] were hurt")."""
    owned: dict[int, Token] = {}
    for position, quantity in enumerate(found):
        first = covered(quantity.last.doc, quantity.number.span.start, quantity.number.span.end)[0]
        if first.i and first.nbor(-1).dep_ == "cc" and quantity.unit is None and not is_whole(found, position):
            word = befallen(quantity.text, quantity, whole(quantity).end)
            if word is not None:
                owned[word.i] = first
    return owned


def _is_anothers(harm: Harm, number: Token | None) -> bool:
    """Return whether the word of `harm` belongs to `number`, before which the victim stands: another verb parts the two, or a
    comma where the word has no auxiliary ("two nurses and a cook, and [14] wounded")."""
    if number is None or harm.victim.i >= number.i:
        return False
    between = number.doc[harm.victim.i + 1 : number.i]
    bare = not any(token.pos_ == "AUX" for token in number.doc[number.i : harm.trigger.i])
    comma = len(between) > 1 and between[-2].text == ","
    return (bare and comma) or any(token.pos_ in ("VERB", "AUX") for token in between)


def _gravest(found: list[Unnumbered]) -> list[Unnumbered]:
    """Return one find for each victim, its gravest: "shot and killed" is killed."""
    by_victim: dict[int, list[Unnumbered]] = defaultdict(list)
    for find in found:
        by_victim[find[0].i].append(find)
    return [min(finds, key=lambda find: _ORDER.index(find[1])) for finds in by_victim.values()]


def _by_token(found: list[Quantity]) -> dict[int, int]:
    index: dict[int, int] = {}
    for position, quantity in enumerate(found):
        if quantity.unit is not None:
            continue
        numeral = quantity.number.numeral.span
        for token in covered(quantity.last.doc, numeral.start, numeral.end):
            index.setdefault(token.i, position)
        if quantity.head is not None:
            index.setdefault(quantity.head.i, position)
    return index


def _counted(harm: Harm) -> Iterator[Token]:
    """Yield the words whose number is that of the victim: a counted noun of harm ("28 bodies of peasants"), the victim itself,
    then what it is a body, group or member of."""
    if harm.trigger.pos_ == "NOUN":
        yield harm.trigger
    yield harm.victim
    yield from (child for child in harm.victim.children if child.dep_ == "nummod")
    for child in () if _is_one(harm.victim) else harm.victim.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == harm.victim.i + 1:
            yield from (grand for grand in child.children if grand.dep_ == "pobj")


def _is_one(victim: Token) -> bool:
    """Whether `victim` is one person, whom "of" ties to others: "the leader of 12 rebels", "a mother of three girls"."""
    return victim.tag_ == "NN" and victim.lemma_.lower() in persons()


def _fits(harm: Harm, head: Token | None, people: People) -> bool:
    """Whether `head` may be what the word of `harm` befalls."""
    if head is None or head == harm.trigger:
        return harm.force not in ("thing", "armed")
    match harm.force:
        case "weak":
            return people.sure(head)
        case "armed":
            return victim_class(head) in ("soldier", "fighter", "police") or head.lower_ == "men"
        case "thing":
            return not people.sure(head)
    return people.sure(head) or (people.possible(head) and not _ABSTRACT.search(head.lower_))


_ABSTRACT = re.compile(r"(?:tion|sion|ment|ing|age|ness|ity|ance|ence|ism|ure)s?$")


def _end(quantity: Quantity) -> int:
    """Return the index of the last token of the number and its noun."""
    return quantity.last.i if quantity.head is None else max(quantity.last.i, quantity.head.i)


def _told(hits: list[Harm], end: int) -> Measure | Reality:
    """Return the measure of the quantity that `hits` strike and whose words end at token `end`, or why nothing befell those it
    counts."""
    # "threatened to execute 20 hostages": that they are hostages is real, but not what is told
    deeds = [hit for hit in hits if hit.trigger != hit.victim] or hits
    deeds = [hit for hit in deeds if hit.first] or deeds
    if any(
        hit.reality == "actual" and end < hit.trigger.i <= end + 2 for hit in deeds
    ):  # a headline: "9 killed 12 others hurt"
        deeds = [hit for hit in deeds if hit.trigger.i > end]
    real = [hit for hit in deeds if hit.reality == "actual"]
    if not real:
        return deeds[0].reality
    main = [hit for hit in real if hit.trigger.dep_ != "amod"] or real
    measures = {hit.measure for hit in main}
    both = {Measure.KILLED, Measure.WOUNDED} <= measures and _joined([hit.trigger for hit in main])
    return Measure.CASUALTIES if both else min(measures, key=_ORDER.index)


def _joined(triggers: list[Token]) -> bool:
    return any(one in two.conjuncts for one in triggers for two in triggers if one != two)


def _unnumbered(harm: Harm) -> Iterator[Unnumbered]:
    if harm.victim.text.isdigit():
        return  # a number that counts nobody: "the city's 98th murder of 2024"
    many = implied(harm.victim)
    if harm.victim == harm.trigger and (harm.reality == "negative" or _unreported(harm.victim)):
        many = 0
    if harm.measure not in _COUNTED or isinstance(many, str) or (many is None and _is_announced(harm)):
        return
    if harm.victim == harm.trigger and many != 0 and not _caused(harm.victim):
        return
    if harm.reality == "actual" or many == 0:
        yield harm.victim, harm.measure, many


def _is_announced(harm: Harm) -> bool:
    """Whether a number of the victims, given elsewhere, is what is told of ("the number of people killed"), or they are told of
    again ("the slain rebels")."""
    victim, noun = harm.victim, harm.victim.head.head
    counted = victim.dep_ == "pobj" and victim.head.lower_ == "of" and noun.lemma_.lower() in word_set("toll_nouns")
    again = harm.trigger.dep_ == "amod" and any(child.lower_ == "the" for child in victim.lefts)
    return counted or again


def _unreported(noun: Token) -> bool:
    """Whether a negated report governs `noun`: "no reports of casualties"."""
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    return governor.lemma_ in ("report", "word", "news") and any(child.lower_ == "no" for child in governor.children)


def _caused(noun: Token) -> bool:
    """Whether `noun` (casualties, deaths …) is said to be caused, suffered or reported, and is not just talked of."""
    if noun.tag_ == "NN" and not any(child.lower_ in ("a", "another", "one") for child in noun.lefts):
        return False
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    if governor.lemma_ in ("suffer", "sustain") and noun.lemma_ == "injury":
        return False  # whose injuries they are is the subject's figure
    return governor.lemma_ in _causes() and not any(child.dep_ == "poss" for child in noun.lefts)


@cache
def _causes() -> frozenset[str]:
    return frozenset(row["word"] for row in table("measure_words") if row["measure"] == "casualties")
