"""Draft: an attribution in the making, while the parse is still at hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attributions.cues import Cue
from kg.model import Span

_EDGE = set(",;:.—–-\"“”‘’'`«»„()[]") | {"--", "``", "''", "..."}


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: the words, and the word that heads them."""

    span: Span
    head: Token


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making. `head` is the cue's head word; a quotation without a cue has neither cue nor head. `after`
    is what the same speaker has said right before."""

    content: tuple[Span, ...]
    cue: Cue | None = None
    head: Token | None = None
    words: tuple[Span, ...] = ()
    source: Source | None = None
    relays: tuple[Source, ...] = ()
    by: str = ""
    after: "Draft | None" = None

    @property
    def start(self) -> int:
        """Where its content begins."""
        return min(span.start for span in self.content)


def runs(tokens: Iterable[Token]) -> Iterator[Span]:
    """Yield the spans of consecutive tokens among `tokens`, punctuation at their edges left out."""
    run: list[Token] = []
    for token in sorted(tokens, key=lambda token: token.i):
        if run and token.i != run[-1].i + 1:
            yield from _run(run)
            run = []
        run.append(token)
    yield from _run(run)


def _run(tokens: list[Token]) -> Iterator[Span]:
    while tokens and _bare(tokens[0]):
        tokens = tokens[1:]
    while tokens and _bare(tokens[-1]) and not _closes(tokens):
        tokens = tokens[:-1]
    if tokens:
        yield Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _closes(tokens: list[Token]) -> bool:
    """Return whether the last of `tokens` closes a bracket that opens among them ("the Office (FGE)")."""
    opening = {")": "(", "]": "["}.get(tokens[-1].text)
    return opening is not None and any(token.text == opening for token in tokens)


def _bare(token: Token) -> bool:
    return token.is_space or token.text in _EDGE
