"""Shares: numbers that count some of those that another number counts ("20 people, five of them children", "7 of the 15")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.figures.lists import coordinated
from kg.extract.figures.quantities import Quantity, is_whole, noun_after
from kg.extract.figures.tolls import measure_of
from kg.extract.figures.victims import HARM, People, persons
from kg.model import Measure, Span

_LIST = re.compile(
    r"\b(?:including|among(?:st)? (?:them|whom|those)(?: (?:were|was|are|is))?|of whom|of which|of these|comprising)\b"
    r"[^.;\d]*$",
    re.I,
)
"""Words that a list of parts follows, in the sentence of the whole."""
_OF_THEM = re.compile(r"\s(?:of|among) (them|whom|these|those|which)\b", re.I)
_SAME = re.compile(r"\b(?:is|was|are|were|be|been|as|but)\s*$", re.I)
"""What stands before "one of them" where it says who somebody is, or leaves one out."""
_OF_ALL = re.compile(
    r"\s(?:of|among) (?:the|those|all the) (?:(?:people|persons) )?(?P<what>dead|deceased|killed|slain|victims|fatalities|"
    r"deaths|wounded|injured|missing|displaced|casualties|bodies|detainees|arrested)\b",
    re.I,
)
_ALL = re.compile(_OF_ALL.pattern.replace("(?:of|among) ", "", 1), re.I)
"""The same, of a fraction: "half the victims"."""
_CONSIST = re.compile(
    r"\b(?:the|those|all)\s(?:\w+\s)?(?P<what>dead|deceased|killed|slain|victims|fatalities|deaths|wounded|injured|"
    r"missing|casualties|bodies|detainees|arrested)\b[^.;:\n]{0,50}?\b(?:compris(?:e|ed|es)|include[sd]?|consist(?:s|ed)? of|"
    r"were|are)\s(?:made up of\s|identified as\s)?$",
    re.I,
)
_OPENED = re.compile(r"(?:^|[.\n“\"]\s*|,\s)(?:out )?of (?:the|those|these)?\s*$", re.I)
_JOINED = re.compile(r"(?:,|,?\s(?:and|as well as|or|plus))(?:\s(?:another|a further|the other))?\s*", re.I)
_REST = re.compile(r"\bthe (?:other|remaining)\s*$", re.I)
_APPOSED = re.compile(r"\s?(?:,|:|–|—|-|--|\()\s?")
_REACH = 150
"""Characters between a whole and its parts at most."""
_BACK = 600
"""Characters back to a whole in an earlier sentence at most."""


@dataclass(frozen=True, slots=True)
class Known:
    """The quantities of a report with the spans of their phrases and what they measure so far, by position."""

    text: str
    found: Sequence[Quantity]
    spans: Sequence[Span]
    measures: Mapping[int, Measure]
    people: People

    def before(self, position: int) -> str:
        """Return the words before a quantity, up to the one before it in its sentence."""
        first = self.spans[position - 1].end if position and self.same_sentence(position - 1, position) else 0
        start = self.found[position].number.span.start
        return self.text[max(first, start - _REACH, 0) : max(first, start)]

    def between(self, one: int, other: int) -> str:
        """Return the words between two quantities."""
        return self.text[self.spans[one].end : max(self.spans[one].end, self.spans[other].start)]

    def same_sentence(self, one: int, other: int) -> bool:
        """Return whether one sentence holds both."""
        return self.found[one].last.sent == self.found[other].last.sent


def shares(known: Known) -> dict[int, int]:
    """Return the quantities that count some of those that another counts: the position of the whole by that of the part."""
    found, parts = known.found, dict[int, int]()
    for position in range(len(found)):
        if is_whole(found, position):
            parts[position - 1] = _told_before(known, position)
            continue
        whole = _whole(known, position, parts)
        if whole is not None and whole != position and _may_hold(known, whole, position):
            parts[position] = whole
    return parts


def _told_before(known: Known, position: int) -> int:
    """Return the number that "the 13" takes up again; the number itself if none before it has its value."""
    value = known.found[position].number.low
    start = known.spans[position].start
    same = [at for at in known.measures if at < position - 1 and known.found[at].number.low == value is not None]
    return max((at for at in same if start - known.spans[at].end < _BACK), default=position)


def _whole(known: Known, position: int, parts: Mapping[int, int]) -> int | None:
    end, own = known.found[position].number.span.end, known.measures.get(position)
    before, after = known.before(position), known.text[end : end + 40]
    if all_of := (_OF_ALL.match(after) or (known.found[position].number.numeral.fraction and _ALL.match(after))):
        return None if _SAME.search(before) else _last(known, position, own or measure_of(all_of["what"]))
    if consist := _CONSIST.search(before):
        return _last(known, position, measure_of(consist["what"]))
    of_them = _OF_THEM.match(after)
    if of_them or _LIST.search(before):
        found = _listed(known, position, parts)
        earlier = found is None and of_them and of_them[1].lower() in ("them", "these", "those") and not _SAME.search(before)
        return _last(known, position, None) if earlier else found
    return _continued(known, position, parts, before)


def _listed(known: Known, position: int, parts: Mapping[int, int]) -> int | None:
    """Return the whole of a part that "including" or "of them" ties to a number of the same sentence."""
    for at in range(position - 1, -1, -1):
        if not known.same_sentence(at, position) or ";" in known.between(at, position):
            return None
        if at in parts and at + 1 == position and _JOINED.fullmatch(known.between(at, position)):
            return parts[at]
        if len(known.between(at, position)) > _REACH:
            return None
        if at not in parts and known.found[at].unit is None and _counts(known, at):
            return at
    return None


def _counts(known: Known, position: int) -> bool:
    return position in known.measures or known.found[position].head is not None


def _last(known: Known, position: int, measure: Measure | None) -> int | None:
    """Return the last number before, not far, that counts what `measure` says (people, if None) and may hold this one."""
    start = known.spans[position].start
    for at in range(position - 1, -1, -1):
        if start - known.spans[at].end > _BACK:
            return None
        fits = _is_of_people(known, at) if measure is None else known.measures.get(at) is measure
        if fits and _may_hold(known, at, position):
            return at
    return None


def _is_of_people(known: Known, position: int) -> bool:
    quantity = known.found[position]
    if position in known.measures:
        return quantity.unit is None
    return quantity.head is not None and known.people.sure(quantity.head)


def _continued(known: Known, position: int, parts: Mapping[int, int], before: str) -> int | None:
    """Return the whole of a part that goes on from the part before it, or that opens a list which adds up."""
    if not position or not known.same_sentence(position - 1, position):
        return _rest(known, position, parts, before)
    between = known.between(position - 1, position)
    if position - 1 in parts:
        if _JOINED.fullmatch(between) or (_REST.search(before) and len(between) < _REACH):
            return parts[position - 1] if _own(known, position) in (None, _own(known, parts[position - 1])) else None
        elided = known.found[position].head is None and _own(known, position) in (None, _own(known, parts[position - 1]))
        return parts[position - 1] if elided and re.search(r"\band\s*$", between) else None
    first = known.text[max(0, known.spans[position - 1].start - 12) : known.spans[position - 1].start]
    if _OPENED.search(first) and known.found[position].unit is None and "," in between:
        return position - 1
    return position - 1 if _APPOSED.fullmatch(between) and _adds_up(known, position) else None


def _rest(known: Known, position: int, parts: Mapping[int, int], before: str) -> int | None:
    return parts.get(position - 1) if _REST.search(before) else None


def _own(known: Known, position: int) -> Measure | None:
    return known.measures.get(position)


def _adds_up(known: Known, position: int) -> bool:
    """Return whether the list that begins here makes up the number before it: "11 persons, eight men and three women"."""
    whole, total, at = known.found[position - 1].number, 0.0, position
    if whole.numeral.low is None or known.found[position - 1].head is None or known.found[position - 1].unit is not None:
        return False
    while at < len(known.found) and known.found[at].unit is None:
        low = known.found[at].number.numeral.low
        if low is None or (at > position and not _JOINED.fullmatch(known.between(at - 1, at))):
            break
        total, at = total + low, at + 1
        if total == whole.numeral.low:
            return at > position + 1
    return False


def _may_hold(known: Known, whole: int, part: int) -> bool:
    """Return whether nothing speaks against `part` being some of those that `whole` counts: it is no greater, and it counts
    people if `whole` does."""
    one, other = known.found[part], known.found[whole]
    if known.measures.get(whole) in HARM and one.head is not None and not known.people.possible(one.head):
        return False
    least, most = one.number.numeral.low, other.number.numeral.high
    return one.number.numeral.fraction or one.unit is not None or least is None or most is None or least < most


def company(known: Known) -> Iterator[tuple[Token, Measure, int]]:
    """Yield the single people who are told of as being among those counted ("18 people were hurt, including a girl"): the head
    of each, what befell them, and the position of the whole."""
    doc = known.found[0].last.doc if known.found else ()
    numbers = {token.i for quantity in known.found for token in (quantity.last, quantity.head) if token is not None}
    for token in doc:
        whole = _company_of(known, token)
        first = noun_after(token) if whole is not None else None
        for head in coordinated(first) if first is not None else ():
            if whole is not None and head.i not in numbers and _one_person(head):
                yield head, known.measures[whole], whole


def _company_of(known: Known, token: Token) -> int | None:
    """Return the position of the number whose company `token` goes on to name ("including", "among them")."""
    if token.lower_ != "including" and not (token.lower_ in ("them", "whom") and token.i and token.nbor(-1).lower_ in _AMONG):
        return None
    before = [at for at, span in enumerate(known.spans) if span.end <= token.idx and known.found[at].last.sent == token.sent]
    whole = before[-1] if before else None
    if whole is None or known.measures.get(whole) not in _HARMED or token.idx - known.spans[whole].end > _REACH:
        return None
    return whole if known.found[whole].number.numeral.low != 1 and not known.found[whole].number.numeral.fraction else None


_AMONG = ("among", "amongst")
_HARMED = (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES)


def _one_person(head: Token) -> bool:
    return head.tag_ in ("NN", "NNP") and (head.lemma_.lower() in persons() or head.ent_type_ == "PERSON")


def measured(known: Known) -> Iterator[tuple[int, Measure]]:
    """Yield the parts that nothing else is told of, with the measure of their whole."""
    measures = dict(known.measures)
    for part, whole in sorted(shares(known).items()):
        found = measures.get(whole)
        valued = known.found[part].number.numeral.low is not None or not known.found[part].weak
        if part not in measures and found and valued and known.found[part].unit is None:
            measures[part] = found
            yield part, found
