"""Clues: what the words of a mention tell of what it can be the same as."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.lexicon import Row, mapping, table
from kg.lexicon.epithets import without_epithet
from kg.lexicon.folding import fold
from kg.model import Form, Kind, Mention, Span

_DEFINITE = frozenset(
    ["the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "such", "both"],
)
_INDEFINITE = frozenset(
    ["a", "an", "some", "another", "any", "one", "no", "several", "many", "few", "each", "every", "other", "more", "most"],
)
COLLECTIVE = frozenset(
    ["police", "people", "personnel", "staff", "crew", "public", "leadership", "opposition", "military", "media", "family"],
)
"""Nouns that stand for several people or things though they look single."""

BODIES = frozenset({Kind.ORGANISATION, Kind.UNIT, Kind.GROUP})
"""Kinds of what a country, or whoever backs it, may stand before the name of."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A mention with its grammar. `text` are its words, without an epithet before the name of a body. `number` is sg, pl or ""
    (either), `sex` m, f or "" (not told), `person` 1, 2 or 3; `lemma` the lower-case lemma of its head, `words` the folded
    words of the mention, `sentence` and `paragraph` their places in the text, `quotation` the place of the quotation it stands
    in, or -1."""

    mention: Mention
    text: str
    tokens: DocSpan
    root: Token
    lemma: str
    words: tuple[str, ...]
    number: str
    sex: str
    person: int
    definite: bool
    indefinite: bool
    sentence: int
    paragraph: int
    quotation: int

    @property
    def form(self) -> Form:
        """How the mention denotes."""
        return self.mention.form

    @property
    def kind(self) -> Kind:
        """What the mention denotes."""
        return self.mention.kind

    @property
    def use(self) -> str:
        """Of a pronoun, its use: personal, possessive, reflexive, relative; of other mentions, none."""
        row = pronoun(self.root) if self.form is Form.PRONOUN else None
        return row["use"] if row else ""


def clues(reading: Reading, mentions: tuple[Mention, ...]) -> list[Clue]:
    """Return the clues of `mentions` in text order, the outer before the inner."""
    where = _Outline(reading)
    return [_clue(reading, mention, where) for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end))]


class _Outline:
    """Answers in which sentence, paragraph and quotation an offset lies."""

    def __init__(self, reading: Reading) -> None:
        self.sentences = [span.start for span in reading.sentences]
        self.paragraphs = [span.start for span in reading.paragraphs]
        self.quotations = Shelf((quotation.content, i) for i, quotation in enumerate(reading.quotations))

    def at(self, offset: int) -> tuple[int, int, int]:
        inside = self.quotations.at(Span(offset, offset + 1))
        return _index(self.sentences, offset), _index(self.paragraphs, offset), max(inside, default=-1)


def _index(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _clue(reading: Reading, mention: Mention, where: _Outline) -> Clue:
    tokens = reading.tokens(mention.span)
    head = reading.tokens(mention.head)[-1] if mention.span.holds(mention.head) else tokens.root
    root = head if mention.form is not Form.NAMED else tokens.root
    text = mention.span.of(reading.text)
    if mention.form is Form.NAMED and mention.kind in BODIES:
        text = without_epithet(text)
    first = tokens[0].lower_
    plain = re.sub(r"\s*[’'`]\s?s?(?=\s|$)", "", " ".join(text.split()))
    return Clue(
        mention,
        text,
        tokens,
        root,
        root.lemma_.lower() if root.pos_ != "PROPN" else root.lower_,
        tuple(fold(plain).split()),
        _number(mention, root),
        _sex(mention, tokens, root),
        _person(mention, root),
        first in _DEFINITE or tokens[0].tag_ in ("PRP$", "POS") or _owned(root),
        first in _INDEFINITE or tokens[0].like_num,
        *where.at(mention.span.start),
    )


def _owned(root: Token) -> bool:
    return any(child.dep_ == "poss" for child in root.children)


def pronoun(token: Token) -> Row | None:
    """Return the row of the table of pronouns for `token`, if it is one."""
    return _pronouns().get(token.lower_)


def _person(mention: Mention, root: Token) -> int:
    row = pronoun(root) if mention.form is Form.PRONOUN else None
    return int(row["person"]) if row else 3


def _number(mention: Mention, root: Token) -> str:
    if mention.form is Form.PRONOUN:
        return row["number"] if (row := pronoun(root)) else ""
    if mention.form is Form.NAMED:
        return "sg" if mention.kind is Kind.PERSON else "pl" if root.tag_ == "NNPS" and mention.kind is Kind.GROUP else ""
    if root.lower_ in COLLECTIVE:
        return ""
    return "pl" if root.tag_ in ("NNS", "NNPS") else "sg" if mention.kind is Kind.PERSON else ""


def _sex(mention: Mention, tokens: DocSpan, root: Token) -> str:
    """Return m or f where a pronoun, title, noun or given name tells it."""
    if mention.form is Form.PRONOUN:
        return row["sex"] if (row := pronoun(root)) else ""
    if mention.kind is not Kind.PERSON:
        return ""
    nouns = mapping("gendered_nouns")
    if mention.form is Form.NOMINAL:
        return nouns.get(root.lemma_.lower()) or nouns.get(root.lower_) or _suffix_sex(root.lower_)
    before = tokens[0].nbor(-1).lower_.rstrip(".") if tokens[0].i else ""
    title = nouns.get(before) or nouns.get(tokens[0].lower_.rstrip("."))
    return title or (mapping("given_names").get(tokens[0].text, "") if len(tokens) > 1 else "")


def _suffix_sex(word: str) -> str:
    return "f" if word.endswith(("woman", "women")) else "m" if word.endswith(("man", "men")) and word != "human" else ""


@cache
def _pronouns() -> dict[str, Row]:
    return {row["word"]: row for row in table("pronouns")}
