"""Names: the language model's named entities, their edges and kinds put right."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.reading import span_of
from kg.lexicon import mapping, table, word_set
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind

KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
    "NORP": Kind.GROUP,
}
_EDGE = frozenset(
    [
        "the",
        "a",
        "an",
        "The",
        "A",
        "An",
        "this",
        "that",
        "'s",
        "’s",
        "'",
        "’",
        "s",
        "-",
        "–",
        "—",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        "[",
        "]",
        '"',
        "“",
        "”",
        "‘",
        "`",
        "of",
        "and",
    ]
)
_BIG = 100_000


def named(material: Material) -> Iterator[Proposal]:
    """Yield the model's named entities that denote people, bodies and places."""
    doc = material.reading.doc
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is None or (tokens := _trimmed(doc, entity, kind)) is None:
            continue
        kind, type_ = _kind(tokens, kind)
        rank = ranks.LONG_NAME if len(tokens) > 1 else ranks.NAME
        span = span_of(tokens)
        head = span_of([tokens[-1]])
        yield Proposal(span, head, kind, Form.NAMED, rank, "names", type_)


def _trimmed(doc: Doc, entity: DocSpan, kind: Kind) -> DocSpan | None:
    """Return `entity` without articles, titles, marks and possessive endings at its edges; None if no name is left."""
    start, end = entity.start, entity.end
    for i in range(start, end):
        if "\n" in doc[i].text_with_ws and i + 1 < end:
            end = i + 1
            break
    while start < end and (doc[start].text in _EDGE or doc[start].is_space or (kind is Kind.PERSON and _is_title(doc[start]))):
        start += 1
    while end > start and (doc[end - 1].text in _EDGE or doc[end - 1].is_space) and not _initial(doc, end - 1):
        end -= 1
    tokens = doc[start:end]
    return tokens if any(t.text[:1].isupper() or t.text[:3] in ("al-", "el-") for t in tokens) else None


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
    """Return the kind that the name's own words and its place in the sentence speak for."""
    last, text = tokens[-1].text, tokens.text
    if kind is not Kind.PERSON and len(tokens) > 1:
        if last in word_set("facility_words"):
            return Kind.FACILITY, None
        if (type_ := _organisation_type(last)) is not None:
            return Kind.ORGANISATION, type_ or None
    if kind is Kind.GROUP and gazetteer().knows(text, least=_BIG) and not text.endswith(("n", "s", "i", "h")):
        return Kind.PLACE, None
    return kind, None


def _organisation_type(word: str) -> str | None:
    return mapping("organisation_words").get(word)
