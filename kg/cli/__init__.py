"""The command ``kg``. One file per command; the only room that knows Typer and rich."""

from kg.cli.app import main

__all__ = ["main"]
