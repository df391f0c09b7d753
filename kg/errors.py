"""What can go wrong. Each class is a cause that a caller can act on; each message says what, where and what to do.

KgError
├── ReadError          bytes that give no Document
├── ExtractError       an extractor or language model broke
├── VocabularyError    the ontology contradicts itself, or a term is unknown
├── StoreError         a graph cannot be opened, locked or written
├── QuestionError      an unknown question or parameter, or a query with a syntax error
└── UsageError         an argument that cannot be right (a folder that is not there, an unknown format)
"""


class KgError(Exception):
    """The root of all errors that Byline raises on purpose."""


class ReadError(KgError):
    """Bytes that give no Document: unknown media type, undecodable text, nothing in it."""


class ExtractError(KgError):
    """An extractor or a language model broke."""


class VocabularyError(KgError):
    """The ontology contradicts itself, or a term is unknown."""


class StoreError(KgError):
    """A graph cannot be opened, locked or written."""


class QuestionError(KgError):
    """An unknown question or parameter, a bad value, or a query with a syntax error."""


class UsageError(KgError):
    """An argument that cannot be right."""
