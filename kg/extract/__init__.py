"""Document → Annotation. The only room that knows spaCy; its `Doc` lives and dies here."""

from kg.registry import Registry

extractors = Registry["Extractor"]("kg.extract", what="extractor")  # type: ignore[name-defined]

__all__ = ["extractors"]
