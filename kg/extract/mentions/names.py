"""Names: the language model's named entities, their edges and kinds put right."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.mentions import ranks
from kg.extract.mentions.nominals import head_row, is_region
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.lexicon import mapping, table, word_set
from kg.lexicon.demonyms import demonyms
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind, Span

KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
    "NORP": Kind.GROUP,
}
_TOWN = 5_000
# Offices that are no part of anybody's name, as "Sheikh" and "King" may be ("BNP Chairperson Amina Begum").
_OFFICES = frozenset(
    {
        *("chairperson", "chairman", "chairwoman", "president", "minister", "commissioner", "governor", "spokesman", "leader"),
        *("spokesperson", "spokeswoman", "commander", "secretary", "coordinator", "director", "mayor", "ambassador", "senator"),
    }
)


def named(material: Material) -> Iterator[Proposal]:
    """Yield the model's named entities that denote people, bodies and places."""
    doc, headlines = material.reading.doc, _headlines(material)
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is Kind.PERSON and re.search(r"[&/|]", entity.text):
            continue
        if kind is None or (tokens := _trimmed(doc, entity, kind)) is None or _common(tokens):
            continue
        if len(tokens) > 2 and kind is Kind.ORGANISATION and any(line.holds(span_of(tokens)) for line in headlines):
            continue
        for part in _parts(tokens):
            yield _proposal(_grown(part, kind), kind)


def _proposal(tokens: DocSpan, kind: Kind) -> Proposal:
    if kind is Kind.ORGANISATION and _ranked(tokens):
        kind, tokens = Kind.PERSON, tokens[1:]
    kind, type_ = (Kind.PERSON, None) if kind is Kind.ORGANISATION and _christened(tokens) else _kind(tokens, kind)
    rank = ranks.LONG_NAME if len(tokens) > 1 else ranks.NAME
    span = span_of(tokens)
    return Proposal(span, span, kind, Form.NAMED, rank, "names", type_)


def _ranked(tokens: DocSpan) -> bool:
    """Return whether these are a rank and a person's name, of two words or more ("General Majur Dak") or one that is no word of
    the language ("General Ekenge", not "General Electric")."""
    words = [token.text for token in tokens]
    return (
        (len(words) > 2 or (len(words) == 2 and tokens[1].is_oov and tokens[1].text.istitle()))
        and words[0].lower() in mapping("ranks")
        and not any(word in mapping("organisation_words") or word in word_set("never_in_names") for word in words)
    )


def _christened(tokens: DocSpan) -> bool:
    """Return whether these are a given name and a word that the language does not have ("Hanna Malyar", not "Hanna Motors")."""
    words = [token.text for token in tokens]
    return (
        len(words) == 2
        and words[0] in mapping("given_names")
        and words[1].istitle()
        and tokens[1].is_oov
        and words[1].isalpha()
    )


def _parts(tokens: DocSpan) -> list[DocSpan]:
    """Return `tokens`, or the two places in it that "and" joins and the model took for one name ("Bishnupur and Thoubal")."""
    at = next((t.i - tokens.start for t in tokens if t.lower_ == "and"), 0)
    if not 0 < at < len(tokens) - 1 or gazetteer().find(tokens.text):
        return [tokens]
    halves = [tokens[:at], tokens[at + 1 :]]
    return halves if all(gazetteer().knows(half.text, least=1) for half in halves) else [tokens]


def _headlines(material: Material) -> list[Span]:
    """Return the lines in which most words begin with a capital: there the model takes phrases for names."""
    found = []
    for line in material.reading.paragraphs:
        letters = [word[0] for word in re.findall(r"[^\W\d_]+", line.of(material.text)) if len(word) > 3]
        if len(letters) > 3 and sum(map(str.isupper, letters)) > 0.7 * len(letters):
            found.append(line)
    return found


def _trimmed(doc: Doc, entity: DocSpan, kind: Kind) -> DocSpan | None:
    """Return `entity` without articles, titles, marks and possessive endings at its edges; None if no name is left."""
    start, end = entity.start, entity.end
    for i in range(start, end - 1):
        if "\n" in doc[i].text_with_ws or "\n" in doc[i + 1].text:
            end = i + 1
            break
    edges = word_set("name_edges")
    while start < end and (doc[start].text in edges or doc[start].is_space or (kind is Kind.PERSON and _is_title(doc[start]))):
        start += 1
    if kind is Kind.PERSON:
        start = max([start, *(i + 1 for i in range(start, end - 2) if doc[i].lower_ in _OFFICES)])
    while end > start and (doc[end - 1].text in edges or doc[end - 1].is_space) and not _initial(doc, end - 1):
        end -= 1
    tokens = doc[start:end]
    return tokens if any(t.text[:1].isupper() or t.text[:3] in ("al-", "el-") for t in tokens) else None


def _common(tokens: DocSpan) -> bool:
    """Return whether these capitals are no name: all words that begin sentences, or one common noun ("the Ministry")."""
    if all(token.text in word_set("never_in_names") or token.like_num for token in tokens):
        return True
    if tokens[-1].text in word_set("event_words") or tokens[0].text in ("Operation", "Exercise"):
        return True
    return (
        len(tokens) == 1
        and head_row(tokens[0]) is not None
        and tokens[0].i > 0
        and tokens[0].nbor(-1).dep_ in ("det", "poss", "amod")
    )


def _grown(tokens: DocSpan, kind: Kind) -> DocSpan:
    """Return `tokens` with what the model left off: the rest of a person's name, the "Airfield" of "Bagram Airfield"."""
    doc, end = tokens.doc, _with_hyphenated(tokens)
    while end < len(doc) and doc[end - 1].whitespace_ and doc[end].text[:1].isupper():
        more = doc[end].text in word_set("facility_words") or (
            kind is Kind.PERSON and len(tokens) > 1 and doc[end].pos_ == "PROPN"
        )
        if not more or (doc[end].ent_type_ and not _surname(tokens, end) and not _second_half(tokens, end)):
            break
        end += 1
    return doc[_with_given_name(tokens) if kind is Kind.PERSON else tokens.start : end]


def _second_half(tokens: DocSpan, end: int) -> bool:
    """Return whether the model took the family names behind the given names in `tokens` for another person's ("Jorge Luis" and
    "Paredes Rojas")."""
    half = tokens.doc[tokens.end : end + 1]
    begins = len(tokens) > 1 and tokens[0].text in mapping("given_names") and all(token.ent_type_ == "PERSON" for token in half)
    return begins and half[-1].dep_ != "poss" and all(token.ent_iob_ == "I" for token in half[1:])


def _surname(tokens: DocSpan, end: int) -> bool:
    """Return whether the name that begins at `end` is the rest of a person's that starts with an initial ("N. Biren Singh")."""
    return tokens.end == end and len(tokens[0].text) <= 2 and tokens[0].text.endswith(".") and tokens.doc[end].dep_ != "poss"


def _with_given_name(tokens: DocSpan) -> int:
    """Return where the person's name in `tokens` begins, with the given name that the model left to the title before it."""
    doc, start = tokens.doc, tokens.start
    if start < 2 or not doc[start - 1].whitespace_ or doc[start - 1].ent_type_:
        return start
    if not _is_title(doc[start - 2]) and doc[start - 1].text not in mapping("given_names"):
        return start
    given = doc[start - 1]
    return start - 1 if given.pos_ == "PROPN" and given.text.istitle() and not _is_title(given) else start


def _with_hyphenated(tokens: DocSpan) -> int:
    """Return the index behind `tokens` and the capitals that a hyphen joins to an acronym ("CJTF-OIR", "SPLM-IO")."""
    doc, end = tokens.doc, tokens.end
    joined = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return end + 2 if joined and doc[end - 1].is_upper and doc[end + 1].is_upper and doc[end + 1].is_alpha else end


def _initial(doc: Doc, i: int) -> bool:
    return doc[i].text == "." and i > 0 and len(doc[i - 1].text) <= 2


def _is_title(token: Token) -> bool:
    return token.text in _title_words()


@cache
def _title_words() -> frozenset[str]:
    ranks_ = {row["word"] for row in table("ranks") if " " not in row["word"]}
    titles = {title.title() for title in word_set("titles") if " " not in title}
    return frozenset(
        ranks_ | {rank.title() for rank in ranks_} | titles | {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prime"}
    )


def _kind(tokens: DocSpan, kind: Kind) -> tuple[Kind, str | None]:
    """Return the kind that the name's own words speak for, and its ontology class where they tell it."""
    last, text = tokens[-1].text, tokens.text
    if len(tokens) > 1 and last[0].isupper() and last.lower() in mapping("place_types") and tokens[-2].text != "of":
        if last in mapping("organisation_words") and not is_region(tokens[:-1].text):
            return Kind.ORGANISATION, mapping("organisation_words")[last] or None
        return Kind.PLACE, None
    if kind is not Kind.PERSON and len(tokens) > 1:
        if last in word_set("facility_words") or tokens[0].text in ("Camp", "Fort", "FOB"):
            return Kind.FACILITY, None
        if (type_ := mapping("organisation_words").get(last)) is not None:
            return Kind.ORGANISATION, type_ or None
    if text in demonyms():
        return Kind.GROUP, None
    if kind is Kind.GROUP and gazetteer().knows(text, least=_TOWN):
        return Kind.PLACE, None
    return kind, None
