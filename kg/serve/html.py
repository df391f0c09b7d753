"""HTML: what a person sees. All that comes from a graph is escaped; a page runs nothing and loads one style sheet of ours."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

STYLE = """body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
a { color: #04598c } h1 { line-height: 1.2 } h2 { margin-top: 2rem } .iri, .about { color: #555; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0 }
td { border-bottom: 1px solid #ddd; overflow-wrap: anywhere } th { border-bottom: 1px solid #999 }
blockquote { border-left: .25rem solid #04598c; margin-left: 0; padding-left: 1rem } nav a { margin-right: 1rem }
label { display: inline-block; margin: .25rem 1rem .25rem 0 } input { font: inherit }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } a { color: #7cc4f0 } }
"""
STYLE_PATH = "/style.css"

NAVIGATION = {
    "/": "Start",
    "/questions": "Questions",
    "/search": "Search",
    "/ontology": "Ontology",
    "/.well-known/void": "Dataset",
}


def document(title: str, body: str, *, alternates: Mapping[str, str] | None = None) -> bytes:
    """Return the page called `title` with `body` (HTML) in it; `alternates` are the addresses of its data by media type."""
    others = "".join(
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(at)}">' for kind, at in (alternates or {}).items()
    )
    links = "".join(f'<a href="{at}">{name}</a>' for at, name in NAVIGATION.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} - Byline</title><link rel="stylesheet" href="{STYLE_PATH}">{others}</head>\n'
        f"<body><nav>{links}</nav>\n<main><h1>{escape(title)}</h1>\n{body}</main></body></html>\n"
    ).encode()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are HTML already."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n"


def link(iri: str, label: str, base: str) -> str:
    """Return a link to `iri`: to its page here if it is below `base`, nothing but text if it is no web address."""
    if iri.startswith(base):
        return f'<a href="/{escape(iri[len(base) :])}">{escape(label)}</a>'
    if urlsplit(iri).scheme in ("http", "https"):
        return f'<a rel="noreferrer" href="{escape(iri)}">{escape(label)}</a>'
    return escape(label)


def cell(value: Any) -> str:
    """Return `value` as text in HTML; nothing for None."""
    return "" if value is None else escape(str(value))
