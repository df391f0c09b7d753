"""The worked example of ontology/README.md, with what it leaves out, as quads."""

import re
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.resources import folder

ONTOLOGY = folder("ontology")
HERE = Path(__file__).parent


@cache
def worked_example() -> str:
    """Return the TriG of the README's worked example."""
    block = re.search(r"```trig\n(.*?)```", (ONTOLOGY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return block[1]


@cache
def good_quads() -> tuple[Quad, ...]:
    """Return data that are as they should be: the worked example, and good.ttl."""
    return (*parse(worked_example(), format=RdfFormat.TRIG), *parse(path=str(HERE / "good.ttl"), format=RdfFormat.TURTLE))
