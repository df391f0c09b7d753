"""HTML: the article's text, without menus and advertisements (needs the extra ``web``)."""

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.read.decode import decode
from kg.read.fields import usable_fields
from kg.read.raw import Article, Raw, readers

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=["']([\w.:-]+)""", re.I
)
_HEAD = 4096
"""Bytes in which a page declares its encoding (the HTML standard asks for the first 1,024; real pages are laxer)."""


@readers.register("text/html", suffixes=(".html", ".htm", ".xhtml"))
def html(raw: Raw) -> Iterator[Article]:
    """Yield the article of a page: its main text, and the title, site, author, day and address that its mark-up states.

    ReadError if there is no article in it, or the extra ``web`` is not installed.
    """
    data = raw.data()
    declared = _DECLARED.search(data[:_HEAD])
    encoding = raw.encoding or (next(filter(None, declared.groups())).decode("ascii") if declared else None)
    found = _article(decode(data, raw.source, encoding), raw.source)
    told = {
        "title": found.title,
        "publisher": found.sitename,
        "author": found.author,
        "published": found.date,
        "url": found.url,
    }
    yield raw.article(data, found.text or "", media_type="text/html", **usable_fields(told, raw.source))


def _article(page: str, source: str) -> Any:
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ReadError(f"{source}: web pages need one more package; run: pip install 'byline-kg[web]'") from error
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        raise ReadError(f"{source}: no article was found in the page; save its text as a .txt file")
    return found
