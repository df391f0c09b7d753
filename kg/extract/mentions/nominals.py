"""Nominals: phrases that denote by a common noun ("two soldiers", "the ministry"), found by lists of head nouns.

A nominal runs from its first modifier to its head. Numbers and words of quantity before it are no part of it (they are a
figure's): "two soldiers" gives "soldiers". An "of" with a name behind the head belongs to it where both are one thing or
the name says whose it is: "the city of Raqqa", "the people of Mali".
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.mentions.sides import side_of
from kg.extract.reading import span_of
from kg.lexicon import Row, mapping, table, word_set
from kg.lexicon.demonyms import demonyms
from kg.lexicon.gazetteer import gazetteer
from kg.lexicon.known import known
from kg.model import Form, Kind

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "predet", "quantmod", "npadvmod", "punct", "case"}
)
_POS = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TOWN = 5_000
"""People of the smallest place that a site is taken to be called after."""
_PLURAL = frozenset({"NNS", "NNPS"})


def nominals(material: Material) -> Iterator[Proposal]:
    """Yield the noun phrases whose head is in the list of head nouns."""
    for token in material.reading.doc:
        if token.pos_ in _POS and (row := head_row(token)) is not None and not _modifies(token) and _fits(token, row):
            yield _nominal(token, row, material.text)


def head_row(token: Token) -> Row | None:
    """Return the row of the list of head nouns that `token` is an instance of."""
    heads = _heads()
    return heads.get(token.lower_) or heads.get(token.lemma_.lower())


def _nominal(token: Token, row: Row, text: str) -> Proposal:
    kind, type_ = Kind(row["kind"]), row["type"] or None
    if token.tag_ in _PLURAL and (force := _force(token, row["armed"])):
        kind, type_ = Kind.UNIT, force
    elif _is_division(token, kind):
        kind, type_ = Kind.PLACE, "Region"
    elif body := _body(token):
        kind, type_ = (Kind.ORGANISATION if body["type"] == "PoliceForce" else Kind.UNIT), body["type"] or None
    if kind is Kind.FACILITY and (first := _own_name(token)) is not None:
        span = span_of(token.doc[first : token.i + 1])
        return Proposal(span, span_of([token]), kind, Form.NAMED, ranks.LONG_NAME, "nominals", type_, side_of(span.of(text)))
    span = span_of(token.doc[_start(token) : _end(token)])
    return Proposal(span, span_of([token]), kind, Form.NOMINAL, ranks.NOMINAL, "nominals", type_, side_of(span.of(text)))


def _own_name(site: Token) -> int | None:
    """Return where the name of the one `site` begins ("al-Watiya airbase"); None where it is only said whose it is ("the GNA
    base", "a Turkish base") or of which town ("Tripoli airport"), or that it is one of several."""
    if site.tag_ in _PLURAL or site.lemma_.lower() not in word_set("named_sites"):
        return None
    names = [left for left in site.lefts if left.dep_ in ("compound", "nmod") and left.pos_ == "PROPN"]
    if not names or any(left.dep_ == "det" and left.lower_ in ("a", "an") for left in site.lefts):
        return None
    name = site.doc[names[0].left_edge.i : names[-1].i + 1].text
    whole = site.doc[names[0].left_edge.i : site.i + 1].text
    other = name in demonyms() or name in known() or gazetteer().knows(name, least=_TOWN)
    return names[0].left_edge.i if not other or gazetteer().find(whole) else None


def _fits(token: Token, row: Row) -> bool:
    """Return whether `token` has what its row asks for: a name before it, a plural, a determiner."""
    match row["needs"]:
        case "name":
            return any(left.pos_ == "PROPN" for left in token.lefts)
        case "weapon":
            return any(found["kind"] == "Weapon" for left in token.lefts if (found := head_row(left)) is not None)
        case "plural":
            return token.tag_ in _PLURAL
        case "determiner":
            return token.tag_ in _PLURAL or any(left.dep_ in ("det", "poss", "nummod", "compound") for left in token.lefts)
        case _:
            return True


def _modifies(token: Token) -> bool:
    """Return whether `token` only modifies another noun ("police station")."""
    return token.dep_ in ("compound", "amod", "nmod") or (token.pos_ == "ADJ" and token.dep_ in ("acomp", "advmod"))


def _force(token: Token, armed: str) -> str:
    """Return the class of the force that the plural `token` stands for, ``""`` if it stands for people."""
    if armed.endswith("?"):
        names = (known().get(left.text) for left in token.lefts if left.dep_ in ("compound", "amod"))
        return armed[:-1] if any(name and name.kind == "MilitaryUnit" for name in names) else ""
    return "" if any(child.dep_ == "nummod" for child in token.children) else armed


def _is_division(token: Token, kind: Kind) -> bool:
    """Return whether `token` is "department" beside the name of one: "the Cauca department", "department of Cauca"."""
    if kind is not Kind.ORGANISATION or token.lemma_.lower() not in mapping("place_types"):
        return False
    doc, before = token.doc, [left for left in token.lefts if left.dep_ == "compound" and left.pos_ == "PROPN"]
    if before:
        return is_region(doc[before[0].left_edge.i : token.i].text)
    return token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of" and is_region(doc[token.i + 2].text)


def is_region(name: str) -> bool:
    """Return whether a division of a country is called `name`."""
    return any(place.kind in ("region", "district") for place in gazetteer().find(name))


def _body(token: Token) -> Row | None:
    """Return the row of the list of armed bodies whose words end at `token` ("security forces", "liberation front")."""
    before = [token.doc[i].lower_ for i in range(max(0, token.i - 2), token.i)]
    return bodies().get(" ".join([*before, token.lower_])) or bodies().get(" ".join([*before[-1:], token.lower_]))


def _start(token: Token) -> int:
    """Return the index of the phrase's first token, words of number and quantity left out."""
    start = token.i
    for left in reversed(list(token.lefts)):
        if left.dep_ not in _LEFT or left.right_edge.i + 1 != start:
            break
        if any(t.tag_ in _FINITE for t in left.subtree):
            break
        start = _after_names(left)
        if start != left.left_edge.i:
            break
    return _without_quantity(token, _without_owner(token, start))


def _without_owner(token: Token, start: int) -> int:
    """Return the index behind a possessor where a name of its own modifies the head: "Ukraine's Kharkiv region"."""
    owner = next((left for left in token.lefts if left.dep_ == "poss" and left.pos_ != "PRON"), None)
    if owner is None or not any(left.dep_ == "compound" and left.pos_ == "PROPN" for left in token.lefts):
        return start
    return max(start, owner.right_edge.i + 1)


def _after_names(left: Token) -> int:
    """Return where the modifier `left` begins; of several names joined by "and", only the last modifies."""
    joined = [t.i for t in left.subtree if t.dep_ == "cc" or t.text == ","]
    return joined[-1] + 1 if joined and left.pos_ == "PROPN" else left.left_edge.i


def _without_quantity(token: Token, start: int) -> int:
    quantities = word_set("quantity_words")
    while start < token.i:
        first = token.doc[start]
        loose = (
            first.ent_type_ in ("DATE", "TIME")
            or first.is_punct
            or first.lower_ in quantities
            or first.like_num
            or first.dep_ in ("nummod", "quantmod")
        )
        if not loose and not (first.tag_ == "VBG" and first.head.i == token.i):
            break
        start += 1
    return start


def _end(token: Token) -> int:
    """Return the index behind the phrase's last token: the head, or the name that an "of" joins to it."""
    doc, at = token.doc, token.i + 1
    if token.lower_ in word_set("of_heads") and at + 1 < len(doc) and doc[at].lower_ in ("of", "for") and doc[at].head == token:
        complement = next((t for t in doc[at].children if t.dep_ == "pobj"), None)
        if complement is not None and complement.pos_ == "PROPN" and complement.i - at <= 5:
            return (_last_joined(complement) if token.tag_ in _PLURAL else complement).i + 1
    return at


def _last_joined(name: Token) -> Token:
    """Return the last of the names that "and" or commas join to `name` ("the districts of Balakliia and Izium")."""
    more = next((child for child in name.children if child.dep_ == "conj" and child.pos_ == "PROPN"), None)
    return name if more is None else _last_joined(more)


@cache
def _heads() -> dict[str, Row]:
    return {row["lemma"]: row for row in table("nominal_heads")}


@cache
def bodies() -> dict[str, Row]:
    """Return the words that end the names of armed bodies, each with its row."""
    return {row["words"]: row for row in table("bodies")}


def body_branch(name: str) -> str | None:
    """Return the branch of the armed body whose words the name `name` ends in ("Syrian Arab Army": army)."""
    words = name.lower().split()
    rows = (bodies().get(" ".join(words[-size:])) for size in (3, 2, 1))
    return next((row["branch"] for row in rows if row), None) or None
