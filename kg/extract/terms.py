"""Terms: loaded words, each with the voice that uses it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import extractors
from kg.extract.attributions import NARRATION
from kg.extract.reading import Reading, span_of
from kg.extract.shelf import Shelf
from kg.lexicon import table
from kg.model import Annotation, Attribution, Form, Manner, Mention, Span, Term

_CLASSES = {"n": {"NOUN", "PROPN"}, "v": {"VERB", "AUX"}, "a": {"ADJ", "ADV"}, "": set[str]()}
_WRITERS = frozenset({"saying", "distance", "alignment"})
"""Reasons of words by which a writer places what is told: in a paraphrase they are the writer's, not the claimant's."""
_NEUTRAL = "-"
"""The reason of a phrase in which a word of the list is not loaded."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern: a lemma or form, "*" for any word or number, and the word classes it may have (empty: all)."""

    word: str
    classes: frozenset[str]

    def fits(self, token: Token) -> bool:
        """Return whether `token` is this word. A participle beside a noun ("alleged crimes") counts as an adjective too."""
        if self.word == "*":
            return not (token.is_punct or token.is_space)
        if self.word not in (token.lower_, token.lemma_.lower()):
            return False
        return not self.classes or token.pos_ in self.classes or ("ADJ" in self.classes and token.dep_ == "amod")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A loaded term: its words, its base form, and why it is loaded."""

    elements: tuple[Element, ...]
    why: str

    def at(self, doc: Doc, start: int) -> list[Token]:
        """Return the tokens of `doc` from `start` on that are this term; none if they are not."""
        tokens = list(doc[start : start + len(self.elements)])
        same = len(tokens) == len(self.elements) and all(e.fits(t) for e, t in zip(self.elements, tokens, strict=True))
        return tokens if same else []


@extractors.register("terms", needs=("mentions", "attributions"), gives=("terms",))
def terms(reading: Reading, known: Annotation) -> Annotation:
    """Return the loaded terms of `reading`, in text order, those that are part of a name left out.

    What is hearsay of nobody in particular ("reportedly …") stands in the outlet's own words.
    """
    names = Shelf((mention.span, mention) for mention in known.mentions if mention.form is Form.NAMED)
    said = (attribution for attribution in known.attributions if attribution.source or attribution.source_mention)
    voices = Shelf((span, attribution) for attribution in said for span in attribution.content)
    found = (_term(tokens, pattern, voices) for tokens, pattern in _matches(reading.doc) if not _named(tokens, names))
    return Annotation(known.document, known.version, terms=tuple(found))


def _matches(doc: Doc) -> Iterator[tuple[list[Token], Pattern]]:
    position = 0
    while position < len(doc):
        tokens, pattern = _longest(doc, position)
        if pattern is not None and pattern.why != _NEUTRAL:
            yield tokens, pattern
        position += max(1, len(tokens))


def _longest(doc: Doc, start: int) -> tuple[list[Token], Pattern | None]:
    token, after = doc[start], doc[start + 1].lower_ if start + 1 < len(doc) else ""
    patterns = _patterns()
    keys = [key for key in (token.lower_, token.lemma_.lower(), f"* {after}") if key in patterns]
    if not keys:  # as of nearly every word
        return [], None
    near = dict.fromkeys(pattern for key in keys for pattern in patterns[key])
    hits = [(tokens, pattern) for pattern in near if (tokens := pattern.at(doc, start))]
    return max(hits, key=lambda hit: len(hit[0]), default=([], None))


@cache
def _patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns by their first word; those that begin with any word by the second ("* -")."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for row in table("loaded_terms"):
        elements = tuple(_element(word) for word in row["words"].split(" "))
        first = elements[0].word
        found[f"* {elements[1].word}" if first == "*" else first].append(Pattern(elements, row["why"]))
    return {key: tuple(patterns) for key, patterns in found.items()}


def _element(written: str) -> Element:
    word, _, class_ = written.partition("/")
    return Element(word, frozenset(_CLASSES[class_]))


def _named(tokens: Iterable[Token], names: Shelf[Mention]) -> bool:
    """Whether `tokens` are part of a name: "the National Liberation Army", not "the Kigali regime"."""
    found = list(tokens)
    inside = any(mention.span.holds(span_of(found)) for mention in names.at(span_of(found)))
    return inside and all(token.is_title or token.is_upper or token.is_punct for token in found)


def _term(tokens: list[Token], pattern: Pattern, voices: Shelf[Attribution]) -> Term:
    span = span_of(tokens)
    lemma = "".join(_base(token, element) + token.whitespace_ for token, element in zip(tokens, pattern.elements, strict=True))
    return Term(f"w{span.start}-{span.end}", span, lemma.strip(), pattern.why, _voice(span, pattern.why, voices))


def _base(token: Token, element: Element) -> str:
    return token.text if element.word == "*" else element.word


def _voice(span: Span, why: str, voices: Shelf[Attribution]) -> str:
    others = {Manner.NARRATION, Manner.INDIRECT} if why in _WRITERS else {Manner.NARRATION}
    held = [
        (len(part), attribution.id)
        for attribution in voices.at(span)
        for part in attribution.content
        if part.holds(span) and attribution.manner not in others
    ]
    return min(held, default=(0, NARRATION))[1]
