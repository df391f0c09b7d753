"""Page: sections of text and tables that a person reads, as Markdown or as HTML."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

STYLE = """body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem }
.wide { overflow-x: auto } th { border-bottom: 1px solid #999 } td { border-bottom: 1px solid #ddd } p.about { color: #555 }
a { color: #05c; overflow-wrap: anywhere }"""
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: what it shows, a sentence about it, and a table; without rows it says `empty`."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    empty: str = "Nothing."


@dataclass(frozen=True, slots=True)
class Page:
    """A title, the sentences below it, and sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def as_markdown(page: Page) -> str:
    """Return `page` as Markdown, with tables as GitHub and Pandoc read them."""
    return "\n".join(_markdown(page)) + "\n"


def _markdown(page: Page) -> Iterator[str]:
    yield f"# {_words(page.title)}"
    for sentence in page.lead:
        yield from ("", _words(sentence))
    for section in page.sections:
        yield from ("", f"## {_words(section.title)}", "", _words(section.about), "")
        yield from _table(section) if section.rows else (section.empty,)


def _table(section: Section) -> Iterator[str]:
    yield f"| {' | '.join(section.columns)} |"
    yield f"|{'---|' * len(section.columns)}"
    for row in section.rows:
        yield f"| {' | '.join(_words(_text(cell)) for cell in row)} |"


def _words(text: str) -> str:
    """Return `text` so that Markdown takes none of it for a mark of its own."""
    marked = "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
    return " ".join(marked.split())


def as_html(page: Page) -> str:
    """Return `page` as one HTML document that loads nothing; all text in it is escaped."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(page.title)}</title>'
    lead = "".join(f"<p>{_linked(sentence)}</p>\n" for sentence in page.lead)
    body = sections(page)
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}<style>{STYLE}</style></head>\n'
        f"<body><h1>{escape(page.title)}</h1>\n{lead}{body}</body></html>\n"
    )


def sections(page: Page, shown: Callable[[str], str] | None = None) -> str:
    """Return the sections of `page` as HTML, without what stands around them; `shown` makes HTML of what is in a cell, by
    default with its addresses as links."""
    return "".join(_section(section, shown or _linked) for section in page.sections)


def _section(section: Section, shown: Callable[[str], str]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{shown(_text(cell))}</td>' for cell in row)}</tr>\n" for row in section.rows)
    names = "".join(f"<th>{escape(name)}</th>" for name in section.columns)
    head = f"<thead><tr>{names}</tr></thead>"
    table = f'<div class="wide"><table>{head}<tbody>{rows}</tbody></table></div>' if rows else f"<p>{escape(section.empty)}</p>"
    return f'<h2>{escape(section.title)}</h2>\n<p class="about">{escape(section.about)}</p>\n{table}\n'


def _linked(text: str) -> str:
    """Return `text` escaped, as a link if it is a web address and nothing else."""
    shown = escape(text)
    return f'<a href="{shown}">{shown}</a>' if _ADDRESS.fullmatch(text) else shown


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)
