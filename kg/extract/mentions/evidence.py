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
from kg.lexicon import mapping, word_set
from kg.lexicon.gazetteer import gazetteer
from kg.lexicon.known import capitals, known
from kg.lexicon.phrases import Phrases
from kg.model import Form, Kind, Span

_OPEN = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION})
_LISTED = r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:, (?:and |or )?| and | or ))"
_STRONG = re.compile(
    r"\b(?i:in|near|outside|inside|around|across|off|(?:cit|town|village|district|province|capital|area|region|suburb|hamlet|"
    r"settlement|municipalit|neighbou?rhood|outskirt|street|resident|inhabitant|villager|siege|north|south|east|west|"
    r"(?:north|south)-?(?:east|west))(?:y|ies|s)? of|[a-z]\w*-(?:held|controlled|occupied|administered|besieged)) "
    rf"(?:the )?{_LISTED}{{0,4}}$",
)
# Who flees, withdraws or is sent to or from a name goes to or from a place.
_MOTION = re.compile(
    r"\b(?:fle[ed]\w*|travel\w*|return\w*|withdr[ae]w\w*|retreat\w*|advanc\w*|mov(?:e|ed|ing)|march\w*|deploy\w*|evacuat\w*|"
    r"dr[io]v\w*|headed|heading|fl[oe]wn?|flying|transfer\w*|redeploy\w*|escap\w*|spread|arriv\w*|airlift\w*|deport\w*|went|"
    r"ferried|crossed|relocat\w*|pushed|expelled|return\w*)"
    rf" (?:[a-z]+ ){{0,3}}(?:to|from|towards?|into|at|through|via) {_LISTED}{{0,4}}$"
)
_TAKEN = re.compile(
    r"\b(?:captur|seiz|shell|bombard|bomb|encircl|besieg|storm|liberat|recaptur|retak|retook|overr[au]n|defend|reach|"
    rf"pound|raid|attack|enter|assault)\w* {_LISTED}{{0,4}}$"
)
_AND = re.compile(r"(?:,(?: and| or)?| and| or) $")
_BESIDE = re.compile(r"(?:(?:,(?: and| or)?| and| or) | ?\()$")
_AND_AFTER = re.compile(r"(?:,(?: and| or)?| and| or) ")
_WEAK = re.compile(rf"\b(?:at|from|to|towards?|into|through|between|of) {_LISTED}{{0,4}}$")
_KIN = "wife|husband|son|daughter|brother|sister|father|mother|aide|lawyer|cousin|nephew|uncle|widow"
_TITLED = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Judge|Agent|Officer|Sheikh|Imam)\.?"
    rf"|(?:his|her|their) (?:\w+ )?(?:{_KIN}),?|alias|(?:identified|known|named) as|loyal to) $"
)
_LAND = re.compile(
    r"(?: and [A-Z][\w-]+)? (?:province|region|district|city|town|village|oblast|governorate|state|county|area|airport|"
    r"valley|direction|axis|front|neighbou?rhood|(?:refugee |displacement )?camp|river|dam|lake|suburb|quarter|forest|"
    r"peninsula|border|border crossing|crossing|island|junction|countryside|outskirts|township|commune|sub-?district)"
    r"(?:s|ies)?\b",
    re.I,
)
_HUMAN = re.compile(
    r",? (?:who|whom)\b|, \d\d,|['’] ?s (?:wife|husband|lawyer|mother|father|brother|sister|family|death|body)\b"
)
_SAYS = re.compile(
    r" (?:said|says|told|added|tweeted|wrote|testified|recalled|insisted|pleaded|admitted|was (?:arrested|born|charged|shot))\b"
)
_ARABIC = re.compile(
    r"(?:al|ar|as|ash|az|el|tal|tel|tell|tall|deir|dayr|ayn|ain|khan|beit|bayt|kafr|kafar|jabal|jebel|wadi|umm|abu|ras|bir|bab)"
    r"[ -]",
    re.I,
)
_SITE = re.compile(r"(?:tal|tel|tell|tall|deir|dayr|ayn|ain|beit|bayt|kafr|kafar|jabal|jebel|wadi)[ -]", re.I)
_CITY = 50_000
_BEFORE, _AFTER = 90, 25
"""Characters before and behind a name that are looked at."""
_ACRONYM = re.compile(r" ?\( ?([A-Z][A-Za-z-]{1,9}) ?[,;)]")


@dataclass(frozen=True, slots=True)
class _Page:
    """The text, where in it the names of places other than countries end, and those (folded) that stand in capitals, as in
    datelines."""

    text: str
    places: frozenset[int]
    capitals: frozenset[str]


def agreed(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals` with the names of the model brought to one kind for each name, and the occurrences it overlooked."""
    found = list(proposals)
    text = material.text
    names: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in found:
        if proposal.by == "names":
            names[proposal.span.of(text)].append(proposal)
    parts = _parts(text, (p for p in found if p.by == "known"))
    kinds = _in_company(text, names, _kinds(_page(text, found), names, parts), parts)
    for proposal in found:
        kind = kinds.get(proposal.span.of(text), proposal.kind) if proposal.by == "names" else proposal.kind
        yield proposal if kind is proposal.kind else replace(proposal, kind=kind, type=None)
    yield from _overlooked(material, {name: replace(names[name][0], kind=kind) for name, kind in kinds.items()})
    yield from _acronyms(material, found)


def _page(text: str, found: Iterable[Proposal]) -> _Page:
    proposals = list(found)
    places = (p.span.of(text) for p in proposals if p.kind is Kind.PLACE)
    towns = (name.casefold() for name in places if name.isupper() and len(name) > 3)
    return _Page(text, frozenset(p.span.end for p in proposals if p.by == "places"), frozenset(towns))


def _kinds(page: _Page, names: dict[str, list[Proposal]], parts: Counter[str]) -> dict[str, Kind]:
    """Return the kind of each name: first those of several words, then, in their light, those of one."""
    single = {name: group for name, group in names.items() if not re.search(r"\w[^\w-]+\w", name)}
    people = {name for name, group in single.items() if all(p.kind is Kind.PERSON for p in group)}
    kinds = {name: _kind(name, group, people, page) for name, group in names.items() if name not in single}
    for name, kind in kinds.items():
        if kind is Kind.PERSON:
            words = name.split()
            parts.update({words[0], words[-1], words[-1] + "s", *_with_article(words[-1])})
    return kinds | {name: _kind(name, group, parts, page) for name, group in single.items()}


def _with_article(family: str) -> set[str]:
    """Return how an Arabic family name is written with and without its article ("Al-Burhan", "Burhan")."""
    article, hyphen, bare = family.partition("-")
    return (
        {bare, f"{article.title()}-{bare}"} if hyphen and article.lower() in ("al", "el") else {f"Al-{family}", f"El-{family}"}
    )


def _in_company(text: str, names: dict[str, list[Proposal]], kinds: dict[str, Kind], people: Container[str]) -> dict[str, Kind]:
    """Return `kinds`, a place's also for what the model calls a person for no better reason than that it knows no place of that
    name, where "and" or a comma joins it to a place ("Rubaya and Masisi")."""
    places = tuple(name for name, kind in kinds.items() if kind is Kind.PLACE)

    def joined(proposal: Proposal) -> bool:
        before = _AND.search(text, max(0, proposal.span.start - 6), proposal.span.start)
        after = _AND_AFTER.match(text, proposal.span.end)
        return bool(
            (before and text[max(0, before.start() - _BEFORE) : before.start()].endswith(places))
            or (after and text.startswith(places, after.end()))
        )

    return {
        name: Kind.PLACE
        if kind is Kind.PERSON
        and not _may_be_person(name, people)
        and Kind.PERSON not in {of for of, _ in _contexts(names[name], text)}
        and any(map(joined, names[name]))
        else kind
        for name, kind in kinds.items()
    }


def _parts(text: str, people: Iterable[Proposal]) -> Counter[str]:
    """Return the first and last words of the full names of the well-known people in the text."""
    count: Counter[str] = Counter()
    for person in people:
        words = person.span.of(text).split()
        if person.kind is Kind.PERSON and len(words) > 1:
            count.update({words[0], words[-1], *_with_article(words[-1])})
    return count


def _kind(name: str, group: list[Proposal], people: Container[str], page: _Page) -> Kind:
    """Return the kind that the evidence of all occurrences of `name` speaks for; `people` are words of persons' names."""
    first = group[0]
    if first.type is not None or not all(p.kind in _OPEN or _unworded(p, name) for p in group):
        return Counter(p.kind for p in group).most_common(1)[0][0]
    score: dict[Kind, float] = defaultdict(float)
    contexts = list(_contexts(group, page.text))
    doubted = not _may_be_person(name, people) and sum(weight for kind, weight in contexts if kind is Kind.PLACE) >= 1
    for kind, weight in [
        *((p.kind, 0.5 if doubted and p.kind is Kind.PERSON else 1.0) for p in group),
        *contexts,
        (Kind.PLACE, (known := _known_as_place(name)) * (1 + len(group)) / 2),
        (Kind.PLACE, 2.0 * len(group) * (name.casefold() in page.capitals)),
        (Kind.PLACE, 1.5 * sum(_beside_place(page, p) for p in group) if known > 0 else 0.0),
    ]:
        score[kind] += weight
    if len(name) < 7 and name.isalpha() and name.isupper() and known < 0:
        score[Kind.PLACE] -= len(group)  # letters that the gazetteer does not know are a body's
    if name in people or name.split()[-1] in people:
        score[Kind.PERSON] += 3 * len(group)
    return max(sorted(_OPEN | {first.kind}), key=lambda kind: (score[kind], kind is first.kind))


def _unworded(proposal: Proposal, name: str) -> bool:
    """Return whether the model took for a facility what has no word for one in its name ("Al Hilaliya")."""
    return proposal.kind is Kind.FACILITY and word_set("facility_words").isdisjoint(name.split())


def _may_be_person(name: str, people: Container[str]) -> bool:
    """Return whether `name` alone may well be a person's: reports give people's names in full first, so that one word, no given
    name and of nobody named before, is little reason to see a person in what stands where places do."""
    return name in people or name in mapping("given_names") or not re.fullmatch(r"[\w’'-]+", name)


def _contexts(group: list[Proposal], text: str) -> Iterator[tuple[Kind, float]]:
    for proposal in group:
        before, after = (
            text[max(0, proposal.span.start - _BEFORE) : proposal.span.start],
            text[proposal.span.end : proposal.span.end + _AFTER],
        )
        if _TITLED.search(before) or _before_is_title(before):
            yield Kind.PERSON, 3
        if _STRONG.search(before) or _MOTION.search(before):
            yield Kind.PLACE, 2
        elif _TAKEN.search(before):
            yield Kind.PLACE, 1
        elif _WEAK.search(before):
            yield Kind.PLACE, 0.5
        if _LAND.match(after):
            yield Kind.PLACE, 2
        if _HUMAN.match(after):
            yield Kind.PERSON, 2
        if _SAYS.match(after):
            yield Kind.PERSON, 1


def _beside_place(page: _Page, proposal: Proposal) -> bool:
    """Return whether "and", a comma or a bracket joins the name to that of a place before it ("Balakliia and Izium")."""
    start = proposal.span.start
    joined = _BESIDE.search(page.text, max(0, start - 6), start)
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
        return 1.5 if _SITE.match(name) else 1 if _ARABIC.match(name) else -0.5
    if places[0].kind in ("country", "region", "area", "site") or (places[0].main and places[0].population >= _CITY):
        return 2
    return 1.5 if _ARABIC.match(name) else 1


def _overlooked(material: Material, names: dict[str, Proposal]) -> Iterator[Proposal]:
    wanted = ((name, p) for name, p in names.items() if len(name) > 2 and name not in word_set("never_in_names"))
    for hit in Phrases(wanted).find(material.text, material.words):
        span = Span(hit.start, hit.end)
        yield replace(hit.value.at(span), rank=ranks.NAME - 1, by="again")


def _stands_for(short: str, full: str) -> bool:
    """Return whether `short` in brackets behind `full` may be its acronym: what is well known by it is meant, but where its
    letters are the initials of another name ("Armed Forces of the Philippines (AFP)")."""
    if len(full.split()) < 2:
        return False
    initials = "".join(re.findall(r"(?<![^\W_])[A-Z]", full.removeprefix("The ")))
    return short not in known() or (initials == short and full.removeprefix("the ").removeprefix("The ") not in known())


def _acronyms(material: Material, proposals: list[Proposal]) -> Iterator[Proposal]:
    """Yield every occurrence of the short names that stand in brackets behind a full one ("Free Aceh Movement (GAM)")."""
    text, short = material.text, {}
    for proposal in sorted(proposals, key=lambda p: (p.rank, len(p.span))):  # the surest reading of the full name is the last
        match = _ACRONYM.match(text, proposal.span.end)
        if match and proposal.form is Form.NAMED and _stands_for(match[1], proposal.span.of(text)):
            short[match[1]] = proposal
    for hit in Phrases(short.items()).find(text, material.words):
        yield replace(hit.value.at(Span(hit.start, hit.end)), rank=ranks.WORD + 1, by="acronym")
