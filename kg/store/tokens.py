"""Tokens: a query's words, told apart from its strings, IRIs, names and comments, without parsing it."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r'''
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'
        | "(?:[^"\\\r\n]|\\.)*" | \'(?:[^\'\\\r\n]|\\.)*\')
  | (?P<comment>\#[^\r\n]*)
  | (?P<variable>[?$]\w+)
  | (?P<name>[\w.-]*:[\w.:%-]*|@[\w-]+)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<word>[^\W\d]\w*)
    ''',
    re.VERBOSE | re.DOTALL,
)


def tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """Yield kind (iri, string, comment, variable, name, open, close, word) and text of each token of `sparql`; operators and
    numbers are left out."""
    for match in _TOKEN.finditer(sparql):
        yield match.lastgroup or "", match[0]


def names_dataset(sparql: str) -> bool:
    """Return whether the query `sparql` says itself which graphs it is about (``FROM``)."""
    return any(kind == "word" and text.upper() == "FROM" for kind, text in tokens(sparql))
