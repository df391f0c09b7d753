"""The remote store: a SPARQL endpoint behind an address, for asking. Nothing is changed there."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from email.message import Message
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from kg.errors import QuestionError, StoreError, UsageError
from kg.store.tokens import scan

TIMEOUT = 60.0
"""Seconds that an answer may take; `kg serve` gives up after 30 of its own accord, and says so."""

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.5"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

HINT = "; is that the endpoint's address? That of `kg serve` ends in /sparql"

SHOWN = 300
"""Characters of a server's message that are shown."""

_BLOCK = 1 << 16
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TRUNCATED = (b'"truncated":true}', b"truncated: ")
"""How `kg serve` ends an answer that was longer than it gives: in JSON, and in a comment of XML or N-Triples."""


class RemoteStore:
    """The SPARQL endpoint at `address` (http or https), asked by POST as the SPARQL 1.1 Protocol has it.

    UsageError for an address that cannot be one.

    Its default graph is what the server says: that of `kg serve` is the union of all named graphs.
    """

    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise UsageError(f"{address!r} is no endpoint; write http://host/sparql or https://host/sparql, without a password")
        self.address, self.timeout = address, timeout
        self._opener = build_opener(_Unmoved)

    def query(self, sparql: str, *, union: bool = False) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        """Return the results of `sparql`, whole; what `union` asks for is the server's affair.

        QuestionError, with the server's words, if it does not take the query; StoreError if it cannot be reached, gives no
        whole answer in time, or one that is no SPARQL result.
        """
        form = next((token.text.upper() for token in scan(sparql) if token.says(*_FORMS)), "SELECT")
        wanted = ROWS if form in ("SELECT", "ASK") else TRIPLES
        kind, body = self._asked(sparql, wanted)
        try:
            return _results(kind, body) if wanted == ROWS else _triples(kind, body)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.address} answers with {kind}, which is no SPARQL result: {error}{HINT}") from error

    def _asked(self, sparql: str, accept: str) -> tuple[str, bytes]:
        """Return the media type and the body of the answer."""
        headers = {"Accept": accept, "User-Agent": "byline"}
        request = Request(self.address, urlencode({"query": sparql}).encode(), headers)
        end = time.monotonic() + self.timeout
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                body = b"".join(self._blocks(answer, end))
                return answer.headers.get_content_type(), body
        except HTTPError as error:
            with error:
                raise self._refused(error.code, error.reason, error.headers, error.read(_BLOCK)) from error
        except TimeoutError as error:
            raise self._late() from error
        except IncompleteRead as error:
            raise self._broken() from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._late() from error
            raise StoreError(
                f"{self.address} cannot be reached ({reason}); is the address right, and the server up?"
            ) from error

    def _blocks(self, answer: HTTPResponse, end: float) -> Iterator[bytes]:
        block = b""
        while read := answer.read1(_BLOCK):
            yield read
            block = (block + read)[-_BLOCK:]
            if time.monotonic() > end:
                raise self._late()
        if answer.length:
            raise self._broken()
        if any(mark in block[-200:] for mark in _TRUNCATED):
            raise StoreError(f"{self.address} gives no more rows than its limit; ask for less, or page with ORDER BY and LIMIT")

    def _broken(self) -> StoreError:
        return StoreError(f"{self.address} broke off in the middle of its answer, for time or size; ask for less")

    def _late(self) -> StoreError:
        return StoreError(
            f"{self.address} gave no whole answer in {self.timeout:g} seconds; ask for less, or give it more time"
        )

    def _refused(self, code: int, reason: str, headers: Message, body: bytes) -> QuestionError | StoreError:
        """Return the error that an answer with the status `code` is."""
        if 300 <= code < 400:
            return StoreError(f"{self.address} has moved to {headers.get('Location', 'nowhere')}; open that address")
        told = _message(headers.get_content_type(), body)
        if code == 400:
            return QuestionError(told or f"{self.address} does not take the query, and does not say why")
        wait = f"; ask again in {headers['Retry-After']} s" if "Retry-After" in headers else ""
        hint = HINT if code in (404, 405, 410) else ""
        return StoreError(f"{self.address} answers {code} {reason}{f': {told}' if told else ''}{wait}{hint}")


class _Unmoved(HTTPRedirectHandler):
    """Follows nobody elsewhere: the query would be lost on the way."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _results(kind: str, body: bytes) -> QuerySolutions | QueryBoolean:
    format = QueryResultsFormat.from_media_type(kind)
    if format is None:
        raise ValueError("not the results of a query")
    found = parse_query_results(body, format)
    if isinstance(found, QueryBoolean):
        return found
    for _ in found:  # what is broken is found now, not when the rows are looked at
        pass
    return parse_query_results(body, format)


def _triples(kind: str, body: bytes) -> list[Triple]:
    format = RdfFormat.from_media_type(kind)
    if format is None:
        raise ValueError("not RDF")
    return [quad.triple for quad in parse(body, format)]


def _message(kind: str, body: bytes) -> str:
    """Return what a server says is wrong, in one line; nothing of a page that it shows to people."""
    text = body.decode("utf-8", "replace")
    if kind.endswith("json"):
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        text = str(value.get("detail", text)) if isinstance(value, Mapping) else text
    line = " ".join(text.split()) if "html" not in kind else ""
    return line if len(line) <= SHOWN else f"{line[:SHOWN]} …"
