"""Toponyms: what the words of a place's mention, and those beside it, say of the place that is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from spacy.tokens import Token

from kg.extract.reading import Reading
from kg.lexicon import Row, mapping, table
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind, Mention, Span

_POSSESSIVE = re.compile(r"\s*[’'`]\s?s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|its|their|his|our)\s+", re.IGNORECASE)
_PART = re.compile(
    r"^(?i:the\s+)?(?i:(?:far|deep)\s+)?(?i:north|south|east|west|northern|southern|eastern|western|central|upper|lower|downtown|greater|inner"
    r"|(?:north|south)-?(?:east|west)(?:ern)?|occupied|mainland|rural|suburban|coastal)\s+(?=[A-Z])"
)
_CAPITALISED = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}"
_SEVERAL = r"(counties|provinces|districts|governorates|regions|oblasts|townships|municipalities|states|departments)"
_INSIDE = re.compile(r"(?:,\s*(?:in\s+)?|\s+in\s+)(?:the\s+)?(?:[a-z-]*(?:north|south|east|west|centr)[a-z-]*\s+)?")
_CITY = 50_000
_LIST_BEFORE = re.compile(rf"(?:(?:, {_CAPITALISED}){{0,9}},? (?:and|or) {_CAPITALISED})? {_SEVERAL}\b")
_LIST_BEHIND = re.compile(
    rf"\b{_SEVERAL[:-1]}|towns|villages|cities|neighbou?rhoods|quarters) of"
    rf" (?:{_CAPITALISED}, ){{0,6}}{_CAPITALISED},? (?:and|or) $"
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """The name in a mention of a place. `name` is without articles and endings; `hint` the kind of place that the words ask
    for (see ``place_types.tsv``), `type` its ontology class; `part` is True where only a part of the place is meant
    ("northern Syria"); `within` the name that follows behind a comma or an "in" ("Athens, Ga.", "Milis in Idlib") or that owns
    it ("Syria's Idlib"); `holds` the name before the comma ("Athens" of "Georgia")."""

    mention: Mention
    name: str
    hint: str | None = None
    type: str | None = None
    part: bool = False
    within: tuple[str, ...] = ()
    holds: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What two mentions of a document must share to be the same place by name."""
        return self.name.casefold(), self.hint


def toponyms(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Toponym]:
    """Yield a toponym for each mention of a place among `mentions` that holds a name, in text order."""
    places = [m for m in mentions if m.kind in (Kind.PLACE, Kind.FACILITY) and _holds_name(reading, m)]
    before: Toponym | None = None
    for mention, following in zip_longest(places, places[1:]):
        one = toponym(reading, mention, following)
        follows = before is not None and mention.span.of(reading.text) in before.within
        yield replace(one, holds=before.name) if before and follows else one
        before = one


def _holds_name(reading: Reading, mention: Mention) -> bool:
    """Return whether `mention` is a name or a phrase such as "Idlib province", a name and a word for its kind."""
    if mention.form is not Form.NOMINAL or mention.kind is not Kind.PLACE:
        return mention.form is Form.NAMED
    words = _ARTICLE.sub("", " ".join(mention.span.of(reading.text).split()))
    return bare_name(words) != words and bare_name(words).istitle()


def embedded(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Toponym]:
    """Yield the countries, regions and counties that the names of bodies and facilities begin with ("Kanawha County
    Commission"): they are no mentions of their own, and tell where a document plays."""
    for mention in mentions:
        if mention.form is Form.NAMED and mention.kind in (Kind.ORGANISATION, Kind.UNIT, Kind.FACILITY):
            words = _ARTICLE.sub("", " ".join(mention.span.of(reading.text).split())).split()
            starts = (" ".join(words[:n]) for n in (3, 2, 1) if n < len(words))
            if land := next(filter(_is_land, starts), None):
                yield Toponym(mention, land)


def _is_land(name: str) -> bool:
    return any(
        p.main and (p.kind in ("country", "region") or (p.kind == "district" and " " in name)) for p in gazetteer().find(name)
    )


def toponym(reading: Reading, mention: Mention, following: Mention | None = None) -> Toponym:
    """Return what the words of `mention` and those beside it say; `following` is the next mention of a place."""
    words = " ".join(mention.span.of(reading.text).split())
    owner = _POSSESSIVE.sub("", words)
    if reading.text[max(0, mention.span.start - 4) : mention.span.start] == "The " and _has_article(f"The {owner}"):
        owner = f"The {owner}"
    name = owner if _has_article(owner) else _ARTICLE.sub("", owner) or words
    bare = _PART.sub("", name)
    part = bare != name and (name[0].islower() or not gazetteer().find(name))
    row = _type_in(name) or _type_beside(reading, mention) or _type_of_list(reading.text, mention.span)
    within = tuple(_qualifiers(reading, mention, following))
    return Toponym(mention, bare if part else name, row["kind"] if row else None, row["type"] if row else None, part, within)


def _has_article(name: str) -> bool:
    """Return whether the article is part of `name`, as a town's: "The Hague"."""
    return name.startswith("The ") and any(p.name == name and p.population >= _CITY for p in gazetteer().find(name))


def bare_name(name: str) -> str:
    """Return `name` without the word that says what kind of place it is: "Idlib" for "Idlib province" or "city of Idlib"."""
    words = name.split()
    if len(words) > 2 and words[1] == "of" and _row(words[0]):
        return " ".join(words[2:])
    return " ".join(words[:-1]) if len(words) > 1 and _row(words[-1]) else name


def without_direction(name: str) -> str:
    """Return `name` without the word that says which part of a place is meant: "Lebanon" for "southern Lebanon"."""
    return _PART.sub("", name)


def asked_kind(word: str) -> str | None:
    """Return the kind of the gazetteer that `word` asks for ("province": region), None if it is no word for a place."""
    row = _row(word)
    return row["kind"] if row else None


def _row(word: str) -> Row | None:
    return _types().get(word.lower().rstrip("."))


@cache
def _types() -> dict[str, Row]:
    return {row["word"]: row for row in table("place_types")}


def _type_in(name: str) -> Row | None:
    words = name.split()
    if len(words) < 2:
        return None
    return (_row(words[0]) if words[1] == "of" else None) or _row(words[-1])


def _type_beside(reading: Reading, mention: Mention) -> Row | None:
    """Return the row of the type word right behind the mention ("Idlib province") or before it ("the city of Goma")."""
    tokens = reading.tokens(mention.span)
    doc, start, end = reading.doc, tokens.start, tokens.end
    if end < len(doc) and doc[end].is_lower and doc[end].tag_ != "NNS" and (row := _row(doc[end].lemma_)):
        # "The Donetsk direction" is no name of Donetsk.
        return row if row["kind"] != "front" else None
    if start >= 2 and doc[start - 1].lower_ == "of" and (row := _row(doc[start - 2].lemma_)):
        return row
    return _row(doc[start - 1].lemma_) if start and _apposed(doc[start - 1]) else None


def _type_of_list(text: str, span: Span) -> Row | None:
    """Return the row of the plural that a list of names shares: "Idlib and Hama provinces", "the towns of Jenin and Tubas"."""
    found = _LIST_BEFORE.match(text, span.end, span.end + 150) or _LIST_BEHIND.search(
        text, max(0, span.start - 100), span.start
    )
    if found is None:
        return None
    word = found[1].lower()
    return _row(f"{word[:-3]}y" if word.endswith("ies") else word[:-1])


def _apposed(token: Token) -> bool:
    return token.is_lower and token.pos_ == "NOUN"


def _qualifiers(reading: Reading, mention: Mention, following: Mention | None) -> Iterator[str]:
    if abbreviation := _abbreviated(reading.text[mention.span.end : mention.span.end + 12]):
        yield abbreviation
    if following is not None and _INSIDE.fullmatch(reading.text[mention.span.end : following.span.start]):
        yield following.span.of(reading.text)
    before = reading.text[max(0, mention.span.start - 40) : mention.span.start]
    if owner := re.search(r"([A-Z][\w.-]*(?:\s[A-Z][\w.-]*)*)[’']\s?s\s+(?:\w+\s+){0,2}$", before):
        yield owner[1]


def _abbreviated(behind: str) -> str | None:
    """Return the code of the state whose abbreviation stands behind a town's name and a comma."""
    found = re.match(r",\s*((?:[A-Z]\.\s?){2,3}|W\.\s?Va\.|[A-Z][a-z]+\.|[A-Z]{2}\b)", behind)
    return mapping("state_abbreviations").get(re.sub(r"\s", "", found[1])) if found else None
