"""A keyword baseline for events: ``python -m benchmarks.event_keywords SET``.

What a user without a parser has: a dozen obvious stems for each coarse type, looked for in the running text. The scorer's
table is printed, for comparison with ``python -m benchmarks.score events SET``.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import development
from kg.model import Annotation, Event, Span

STEMS = {
    "Attack": "attack|assault|bomb|explo|blast|shell|raid|ambush|clash|fight|battle|strike|shoot|shot|fire|offensive|murder",
    "Killing": "kill|die|dead|death|slain",
    "Injury": "wound|injur",
    "Detention": "arrest|detain|kidnap|abduct|hostage|captur|jail",
    "Protest": "protest|demonstrat|riot|rally|march",
    "Threat": "threat|warn|ultimatum",
    "Withdrawal": "withdr|retreat|pull(?:ed|ing)? (?:out|back)|surrender|liberat",
    "Damage": "damag|destr",
    "Statement": "said|says|told|demand|reject|refus|accus|denounc|condemn|meet|visit|talks|call(?:ed|s)? (?:for|on)",
    "Agreement": "agree|accord|treaty|deal|ceasefire|truce",
    "Movement": "arriv|travel|deploy|flee|fled|move|evacuat",
    "Legal": "charg|trial|convict|sentenc|investigat|court|indict",
    "Aid": "aid|donat|provid|suppl",
}


def keywords(document: str, version: str, text: str) -> Annotation:
    """Return an event of the coarse type's name at each word of `text` that begins with one of its stems."""
    return Annotation(document, version, events=tuple(_events(text)))


def _events(text: str) -> Iterator[Event]:
    for coarse, stems in STEMS.items():
        for word in re.finditer(rf"\b(?:{stems})\w*", text, re.IGNORECASE):
            yield Event(f"e{word.start()}-{word.end()}-{coarse}", coarse, Span(word.start(), word.end()), coarse=coarse)


def main() -> None:
    """Print the scorer's table for the baseline."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("set")
    name = asked.parse_args().set
    documents = [(row, development.document(row)) for row in development.gold(name)]
    found = ((row, document, keywords(document.id, document.version, document.text)) for row, document in documents)
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        development.write(predictions, found)
        score = development.scorer()
        score.show(score.score("events", str(development.EVAL / "dev" / f"{name}.jsonl"), str(predictions)))


if __name__ == "__main__":
    main()
