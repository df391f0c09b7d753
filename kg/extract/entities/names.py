"""Names: which named mentions of a document are the same thing."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from kg.extract.entities.clues import Clue
from kg.extract.entities.cluster import family
from kg.extract.entities.partition import Partition
from kg.lexicon import mapping
from kg.lexicon.bases import base_name
from kg.lexicon.demonyms import demonyms
from kg.lexicon.folding import fold
from kg.lexicon.gazetteer import Place
from kg.lexicon.known import Known, known
from kg.model import Form, Kind

_SMALL = frozenset(
    ["of", "the", "for", "and", "in", "on", "at", "to", "a", "an", "de", "la", "del", "al", "el", "bin", "ibn", "von", "van"],
)

# Adjectives that do not begin like the name of their country.
_IRREGULAR = frozenset(["Dutch", "Danish", "Filipino", "Swiss", "Salvadoran", "Saudi", "Emirati", "Burmese", "Ivorian"])


def same_names(partition: Partition, places: Mapping[str, Place]) -> None:
    """Join the mentions whose names are the same: by their words, by the table of well-known names, by the place they mean
    (`places`, by the ids of mentions)."""
    by_key: dict[tuple[str, str], int] = {}
    for i, clue in enumerate(partition.clues):
        if clue.form is not Form.NAMED:
            continue
        for key in _keys(clue, places):
            if key in by_key:
                partition.join(by_key[key], i)
            by_key.setdefault(key, i)


def short_names(partition: Partition) -> None:
    """Join short forms with the full names they stand for: surnames, acronyms, the last words of a body's name."""
    named: dict[str, list[int]] = {}
    for i, clue in enumerate(partition.clues):
        if clue.form is Form.NAMED:
            named.setdefault(family(clue.kind), []).append(i)
    _bracketed(partition, named.get("body", ()))
    _aliases(partition, named.get("person", []))
    for kind in ("person", "body", "place"):
        longer = _by_parts(partition, named.get(kind, ()))
        for i in named.get(kind, ()):
            if (full := _full_name(partition, i, longer)) is not None:
                partition.join(full, i)


def _bracketed(partition: Partition, named: Iterable[int]) -> None:
    """Join a body's name with the acronym in brackets behind it, whatever its letters ("… for Islam and Muslims (JNIM)")."""
    starts = {partition.clues[i].tokens.start: i for i in named}
    for i in named:
        tokens = partition.clues[i].tokens
        behind = tokens.doc[tokens.end : tokens.end + 3]
        if len(behind) == 3 and behind[0].text == "(" and behind[2].text in (")", ",", ";"):
            short = starts.get(behind[1].i)
            if short is not None and len(tokens) > 1 and behind[1].is_upper:
                partition.join(i, short)


_ALIAS = re.compile(
    r",? ?\(?(?:alias|aka|a\.k\.a\.|nicknamed|(?:better |also )?known as|whose real name (?:is|was))[,:]? ?[“\"‘']?"
)


def _aliases(partition: Partition, people: list[int]) -> None:
    """Join a person's name with the other one that the text gives right behind it ("Néstor Vera, alias Iván Mordisco")."""
    for i, j in pairwise(people):
        one, other = (partition.clues[k].tokens for k in (i, j))
        if one.end < other.start and _ALIAS.fullmatch(one.doc[one.end : other.start].text):
            partition.join(i, j)


def senses(clues: Iterable[Clue], places: Mapping[str, Place]) -> dict[int, str]:
    """Return what the names of places and the demonyms among `clues` mean: a token that is equal for equal places."""
    found = {}
    for i, clue in enumerate(clues):
        if country := country_of(clue, places):
            found[i] = country
        elif place := places.get(clue.mention.id):
            found[i] = str(place.key)
    return found


def country_of(clue: Clue, places: Mapping[str, Place]) -> str | None:
    """Return the ISO alpha-2 code of the country that a name denotes: "Syria", or "Syrian" before a noun."""
    if clue.form is not Form.NAMED:
        return None
    if clue.kind is Kind.GROUP:
        return _demonym_side(clue) if clue.root.tag_ not in ("NNS", "NNPS") and _modifies(clue) else None
    place = places.get(clue.mention.id)
    return place.country if place and place.kind == "country" and place.country else None


def _demonym_side(clue: Clue) -> str | None:
    """Return the country of a demonym that goes with the country's own name: "Russian", but not "Chechen"."""
    word = demonyms().get(clue.text)
    side = clue.mention.side or (word.side if word else "")
    return side if side and (clue.text in _IRREGULAR or fold(clue.text)[:2] in _beginnings(side)) else None


@cache
def _beginnings(side: str) -> frozenset[str]:
    """Return the first two letters of the words of a country's names."""
    names = [name for name, what in known().items() if what.kind == "Place" and what.side == side]
    return frozenset(word[:2] for name in names for word in fold(name).split())


def known_as(names: Iterable[str]) -> Known | None:
    """Return what the first of `names` that is well known denotes."""
    return next((found for name in names if (found := known().get(name))), None)


def _known(clue: Clue) -> Known | None:
    plain = re.sub(r"\s*[’'`]\s?s?$", "", " ".join(clue.text.split()))
    return known_as((plain, re.sub(r"^[Tt]he ", "", plain), re.sub(r"\s+", "", plain)))


def _modifies(clue: Clue) -> bool:
    return clue.root.dep_ in ("amod", "compound", "nmod", "poss") or clue.root.tag_ == "JJ"


def _keys(clue: Clue, places: Mapping[str, Place]) -> Iterable[tuple[str, str]]:
    if country := country_of(clue, places):
        yield "country", country
        return
    kind = family(clue.kind)
    if place := places.get(clue.mention.id):
        yield "place", str(place.key)
    elif clue.words:
        yield kind, " ".join(word for word in clue.words if word != "the")
    if clue.kind is Kind.FACILITY and (base := base_name(clue.words)):
        yield "base", base
    if (what := _known(clue)) and what.kind == clue.kind:
        yield kind, f"known {what.name}"


def _by_parts(partition: Partition, named: Iterable[int]) -> dict[str, list[int]]:
    """Return, of the names of several words, those that hold each word or have each run of initials, in text order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i in named:
        clue = partition.clues[i]
        if len(clue.words) > 1:
            for part in {*clue.words, *_initials(clue)}:
                found[part].append(i)
    return found


def _full_name(partition: Partition, i: int, longer: Mapping[str, list[int]]) -> int | None:
    """Return the nearest mention whose name is fuller than that of `i` and can be shortened to it; one before it if any.

    `longer` has the fuller names by their parts. Of a name that is said over and over, the nearest are looked at.
    """
    clue = partition.clues[i]
    told = [(longer[part], bisect_left(longer[part], i)) for part in {*clue.words, _letters(clue)} if part in longer]
    before = sorted({j for places, at in told for j in places[max(0, at - _NEAREST) : at]})
    after = sorted({j for places, at in told for j in places[at : at + _NEAREST]})
    fuller = (j for j in (*reversed(before), *after) if _shortens(clue, partition.clues[j]) and partition.agree(i, j))
    return next(fuller, None)


_NEAREST = 1000
"""Fuller names before and behind that a short one is compared with: more than any but a very long text has."""


def _shortens(short: Clue, full: Clue) -> bool:
    if short.kind is Kind.PERSON:
        return _is_surname(short.words, full.words)
    if family(short.kind) == "body":
        return _is_acronym(short, full) or _is_tail(short.words, full.words)
    return short.kind is Kind.FACILITY and _is_tail(short.words, full.words)


def _is_surname(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether `short` has the last name of `full` ("Assad" for "Bashar al-Assad"), or is its first name alone."""
    if len(short) >= len(full) or not short:
        return False
    if (
        len(short) == 1 and len(full) > 2 and short[0] == full[-2] and full[-2] not in _given()
    ):  # "Rocha", of "Rubén Rocha Moya"
        return True
    left = [word for word in short if word not in _SMALL] or list(short)
    return (set(left) <= set(full) and left[-1] == full[-1]) or (len(short) == 1 and short[0] == full[0] and len(short[0]) > 2)


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(name) for name in mapping("given_names"))


def _is_acronym(short: Clue, full: Clue) -> bool:
    letters = _letters(short)
    if not 2 <= len(letters) <= 6 or not short.text.replace(" ", "").replace(".", "").isupper():
        return False
    return letters in _initials(full)


def _letters(short: Clue) -> str:
    return fold(short.text).replace(" ", "")


def _initials(full: Clue) -> tuple[str, ...]:
    """Return the acronyms that a name of several capitalised words may have."""
    words = [word for word in re.findall(r"[^\W_]+", full.text) if word[0].isupper()]
    initials = "".join(word[0].lower() for word in words)
    return (initials, initials + "s", "".join(w[:1] for w in full.words if w not in _SMALL)) if len(words) > 1 else ()


def _is_tail(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether `short` is the end of `full` or its telling first word ("Observatory" for "Syrian Observatory for …")."""
    left = [word for word in short if word not in _SMALL]
    if not left or len(left) >= len([word for word in full if word not in _SMALL]):
        return False
    return tuple(short) == full[-len(short) :] or (set(left) <= set(full) and len(left[0]) > 5)
