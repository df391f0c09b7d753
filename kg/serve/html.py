"""HTML: what a person sees. All that comes from a graph is escaped; a page runs nothing and loads one style sheet of ours."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from kg.vocab import KG

STYLE = """body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff }
body { max-width: 72rem; margin: 1rem auto; padding: 0 1rem }
a { color: #04598c; text-decoration-thickness: from-font; text-underline-offset: .15em }
h1 { line-height: 1.2; overflow-wrap: anywhere } h2 { margin-top: 2rem }
.iri, .about { color: #555 } .iri { overflow-wrap: anywhere }
nav { border-bottom: 1px solid #ddd; padding-bottom: .5rem; line-height: 2 } nav a { margin-right: 1rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0 }
td { border-bottom: 1px solid #ddd } th { border-bottom: 1px solid #999; white-space: nowrap }
td:target, tr:target { background: #fff3c4 }
blockquote { border-left: .25rem solid #04598c; margin-left: 0; padding-left: 1rem; font-size: 1.1rem }
form { margin: 1rem 0 } label { display: inline-block; margin: .25rem 1rem .25rem 0 }
input, button, select, textarea { font: inherit; padding: .2rem .5rem; max-width: 100% } button { cursor: pointer }
textarea { box-sizing: border-box; width: 100%; font-family: ui-monospace, monospace; font-size: .9rem }
@media (prefers-color-scheme: dark) {
    body { color: #ddd; background: #181818 } a { color: #7cc4f0 } .iri, .about { color: #aaa }
    nav, td { border-color: #444 } th { border-color: #888 } td:target, tr:target { background: #443a10 }
}
"""
STYLE_PATH = "/style.css"

OURS = f"{KG.rstrip('#')}/"
"""What the IRIs of the schemes begin with that the ontology is aligned to."""

NAVIGATION = {
    "/": "Start",
    "/questions": "Questions",
    "/search": "Search",
    "/sparql.html": "SPARQL",
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
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n'


def link(iri: str, label: str, base: str) -> str:
    """Return a link to `iri`: to its page here if it is below `base` or a term of ours, nothing but text if it is no web
    address."""
    here = address(iri, base)
    if here:
        return f'<a href="{escape(here)}">{broken(label)}</a>'
    if urlsplit(iri).scheme in ("http", "https"):
        return f'<a rel="noreferrer" href="{escape(iri)}">{broken(label)}</a>'
    return broken(label)


def address(iri: str, base: str) -> str | None:
    """Return where the page of `iri` is on this server, whose graph's IRIs begin with `base`; None if it has none.

    >>> address("https://w3id.org/byline#AirStrike", "http://localhost:8000/")
    '/ontology/AirStrike'
    >>> address("https://w3id.org/byline/acled#Battles", "http://localhost:8000/")
    '/ontology/acled/Battles'
    """
    if iri.startswith(base):
        return f"/{iri[len(base) :]}"
    if iri.startswith(KG):
        return f"/ontology/{quote(iri[len(KG) :])}"
    scheme, _, name = iri.removeprefix(OURS).partition("#")
    return f"/ontology/{quote(scheme)}/{quote(name)}" if iri.startswith(OURS) and scheme else None


def broken(text: str) -> str:
    """Return `text` for HTML, so that it may go on in another line behind each slash: an address is one long word else."""
    return escape(text).replace("/", "/<wbr>")


def cell(value: Any) -> str:
    """Return `value` as text in HTML; nothing for None."""
    return "" if value is None else escape(str(value))
