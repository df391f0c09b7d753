"""Bytes → Document. One file per media type; each enters itself in `readers` with the file endings it reads."""

from kg.read.folder import Unread, read
from kg.read.raw import Article, Raw, Reader, readers

__all__ = ["Article", "Raw", "Reader", "Unread", "read", "readers"]
