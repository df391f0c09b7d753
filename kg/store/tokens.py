"""Tokens: a query's words, told apart from its strings, IRIs, names and comments, without parsing it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r'''
    (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'
        | "(?:[^"\\\r\n]|\\.)*" | \'(?:[^\'\\\r\n]|\\.)*\')
  | (?P<comment>\#[^\r\n]*)
  | (?P<variable>[?$]\w+)
  | (?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*(?<!\.)|@[\w-]+)
  | (?P<number>\d+)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<word>[^\W\d]\w*)
  | (?P<other>[^\s])
    ''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (iri, string, comment, variable, name, number, open, close, word, other), text and place."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Return whether this is one of the keywords `words`, which are in capitals."""
        return self.kind == "word" and self.text.upper() in words


def scan(sparql: str) -> Iterator[Token]:
    """Yield every token of `sparql` but the comments, in order."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "comment":
            yield Token(match.lastgroup or "other", match[0], match.start(), match.end())


def names_dataset(sparql: str) -> bool:
    """Return whether the query `sparql` says itself which graphs it is about (``FROM``)."""
    return "from" in sparql.lower() and any(token.says("FROM") for token in scan(sparql))
