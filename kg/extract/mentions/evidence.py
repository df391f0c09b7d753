"""Evidence: one kind for one name throughout a document.

A model of this size calls the same name a person here and a place there. The contexts of all its occurrences are weighed
together: titles before it, prepositions of place, what the gazetteer knows, whether it is part of a person's full name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.gazetteer import gazetteer
from kg.lexicon.known import capitals, known
from kg.lexicon.phrases import Phrases
from kg.model import Form, Kind, Span

_OPEN = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION})
_LISTED = r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:, (?:and |or )?| and | or ))"
_STRONG = re.compile(
    r"\b(?i:in|near|outside|inside|around|across|(?:cit|town|village|district|province|capital|area|region|suburb)(?:y|ies|s)?"
    rf" of) (?:the )?{_LISTED}{{0,4}}$",
)
_AND = re.compile(r"(?:,(?: and| or)?| and| or) $")
_WEAK = re.compile(r"\b(?:at|from|to|towards?|into|through|between|of) $")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Judge|Agent|Officer|Sheikh|Imam)\.? $")
_LAND = re.compile(
    r"(?: and [A-Z][\w-]+)? (?:province|region|district|city|town|village|oblast|governorate|state|county|area|airport|"
    r"valley|direction|axis|front|neighbou?rhood|(?:refugee |displacement )?camp|river|dam|lake|suburb|quarter|forest|"
    r"peninsula)(?:s|ies)?\b",
    re.I,
)
_HUMAN = re.compile(
    r",? (?:who|whom)\b|, \d\d,|['’] ?s (?:wife|husband|lawyer|mother|father|brother|sister|family|death|body)\b"
)
_SAYS = re.compile(
    r" (?:said|says|told|added|tweeted|wrote|testified|recalled|insisted|pleaded|admitted|was (?:arrested|born|charged|shot))\b"
)
_ARABIC = re.compile(
    r"(?:al|ar|as|ash|az|el|tal|tell|tall|deir|dayr|ayn|ain|khan|beit|bayt|kafr|jabal|wadi|umm|abu|ras|bir|bab)[ -]", re.I
)
_CITY = 50_000
_BEFORE, _AFTER = 90, 25
"""Characters before and behind a name that are looked at."""
_ACRONYM = re.compile(r" ?\( ?([A-Z][A-Za-z-]{1,9}) ?\)")


@dataclass(frozen=True, slots=True)
class _Page:
    """The text, and where in it the names of places other than countries end."""

    text: str
    places: frozenset[int]


def agreed(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals` with the names of the model brought to one kind for each name, and the occurrences it overlooked."""
    found = list(proposals)
    text = material.text
    names: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in found:
        if proposal.by == "names":
            names[proposal.span.of(text)].append(proposal)
    kinds = _kinds(_page(text, found), names, _parts(text, (p for p in found if p.by == "known")))
    for proposal in found:
        kind = kinds.get(proposal.span.of(text), proposal.kind) if proposal.by == "names" else proposal.kind
        yield proposal if kind is proposal.kind else replace(proposal, kind=kind, type=None)
    yield from _overlooked(material, {name: replace(names[name][0], kind=kind) for name, kind in kinds.items()})
    yield from _acronyms(material, found)


def _page(text: str, found: Iterable[Proposal]) -> _Page:
    return _Page(text, frozenset(p.span.end for p in found if p.by == "places"))


def _kinds(page: _Page, names: dict[str, list[Proposal]], parts: Counter[str]) -> dict[str, Kind]:
    """Return the kind of each name: first those of several words, then, in their light, those of one."""
    single = {name: group for name, group in names.items() if not re.search(r"\w\W+\w", name)}
    people = {name for name, group in single.items() if all(p.kind is Kind.PERSON for p in group)}
    kinds = {name: _kind(name, group, people, page) for name, group in names.items() if name not in single}
    for name, kind in kinds.items():
        if kind is Kind.PERSON:
            words = name.split()
            parts.update({words[0], words[-1], words[-1] + "s"})
    return kinds | {name: _kind(name, group, parts, page) for name, group in single.items()}


def _parts(text: str, people: Iterable[Proposal]) -> Counter[str]:
    """Return the first and last words of the full names of the well-known people in the text."""
    count: Counter[str] = Counter()
    for person in people:
        words = person.span.of(text).split()
        if person.kind is Kind.PERSON and len(words) > 1:
            count.update({words[0], words[-1]})
    return count


def _kind(name: str, group: list[Proposal], people: Container[str], page: _Page) -> Kind:
    """Return the kind that the evidence of all occurrences of `name` speaks for; `people` are words of persons' names."""
    first = group[0]
    if first.type is not None or not all(p.kind in _OPEN for p in group):
        return Counter(p.kind for p in group).most_common(1)[0][0]
    score: dict[Kind, float] = defaultdict(float)
    for kind, weight in [
        *((p.kind, 1.0) for p in group),
        *_contexts(group, page.text),
        (Kind.PLACE, (known := _known_as_place(name)) * (1 + len(group)) / 2),
        (Kind.PLACE, 1.5 * sum(_beside_place(page, p) for p in group) if known > 0 else 0.0),
    ]:
        score[kind] += weight
    if name in people or name.split()[-1] in people:
        score[Kind.PERSON] += 3 * len(group)
    return max(sorted(_OPEN), key=lambda kind: (score[kind], kind is first.kind))


def _contexts(group: list[Proposal], text: str) -> Iterator[tuple[Kind, float]]:
    for proposal in group:
        before, after = (
            text[max(0, proposal.span.start - _BEFORE) : proposal.span.start],
            text[proposal.span.end : proposal.span.end + _AFTER],
        )
        if _TITLED.search(before) or _before_is_title(before):
            yield Kind.PERSON, 3
        if _STRONG.search(before):
            yield Kind.PLACE, 2
        elif _WEAK.search(before):
            yield Kind.PLACE, 0.5
        if _LAND.match(after):
            yield Kind.PLACE, 2
        if _HUMAN.match(after):
            yield Kind.PERSON, 2
        if _SAYS.match(after):
            yield Kind.PERSON, 1


def _beside_place(page: _Page, proposal: Proposal) -> bool:
    """Return whether "and" or a comma joins the name to that of a place before it ("Balakliia and Izium")."""
    start = proposal.span.start
    joined = _AND.search(page.text, max(0, start - 6), start)
    return joined is not None and joined.start() in page.places


def _before_is_title(before: str) -> bool:
    words = before.rstrip().lower().split()
    return before.endswith(" ") and any(" ".join(words[-n:]) in word_set("titles") for n in (1, 2))


def _known_as_place(name: str) -> float:
    """Return how much it speaks for a place that the gazetteer knows `name`, or does not."""
    places = gazetteer().find(name)
    if name in capitals():
        return 5
    if not places:
        return 1 if _ARABIC.match(name) else -0.5
    if places[0].kind in ("country", "region", "area", "site") or (places[0].main and places[0].population >= _CITY):
        return 2
    return 1.5 if _ARABIC.match(name) else 1


def _overlooked(material: Material, names: dict[str, Proposal]) -> Iterator[Proposal]:
    wanted = ((name, p) for name, p in names.items() if len(name) > 2 and name not in word_set("never_in_names"))
    for hit in Phrases(wanted).find(material.text, material.words):
        span = Span(hit.start, hit.end)
        yield replace(hit.value.at(span), rank=ranks.NAME - 1, by="again")


def _acronyms(material: Material, proposals: list[Proposal]) -> Iterator[Proposal]:
    """Yield every occurrence of the short names that stand in brackets behind a full one ("Free Aceh Movement (GAM)")."""
    text, short = material.text, {}
    for proposal in sorted(proposals, key=lambda p: (p.rank, len(p.span))):  # the surest reading of the full name is the last
        match = _ACRONYM.match(text, proposal.span.end)
        if match and proposal.form is Form.NAMED and len(proposal.span.of(text).split()) > 1 and match[1] not in known():
            short[match[1]] = proposal
    for hit in Phrases(short.items()).find(text, material.words):
        yield replace(hit.value.at(Span(hit.start, hit.end)), rank=ranks.WORD + 1, by="acronym")
