"""kg explain: why something is in a graph."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.options import GRAPH, Graph, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import clean, output
from kg.model import Span

if TYPE_CHECKING:
    from kg.query.explain import Decided, Evidence, Explanation, LinkMade, Step
    from kg.store import Archive

SHOWN = 40
"""Passages of evidence that are printed; --json prints all."""
ELSEWHERE = frozenset({"quote", "start", "end", "sentence", "rule", "wasDerivedFrom", "linkFeature", "linkScore", "rival"})
"""Properties whose values are printed where they say more than in a list."""


def explain(
    iri: Annotated[str, typer.Argument(help="An IRI, or the part of it behind the graph's base.", show_default=False)],
    graph: Graph = GRAPH,
    as_json: Json = False,
) -> None:
    """Say why a claim, event, attribution, mention or entity is in a graph.

    Prints the sentence with the words marked, where they stand in which bytes, the rule and the language model that found
    them, who said it and through whom it came, for what is known across documents each link with the reasons for it, and what
    people decided on it.
    """
    from kg.query import Graph as Opened
    from kg.query.explain import explain as explained
    from kg.store import GraphFolder

    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        found = explained(Opened(snapshot.store), iri, folder.base)
    sentences = [_marked(folder.archive, one) for one in found.evidence]
    if as_json:
        plain = asdict(found)
        for one, sentence in zip(plain["evidence"], sentences, strict=True):
            one["sentence"] = sentence
        print_json([plain])
    else:
        _show(output(), found, sentences)


def _marked(archive: "Archive", evidence: "Evidence") -> str:
    """Return the sentence in which the words of `evidence` begin, with brackets around them."""
    document, annotation = archive.load(evidence.document, evidence.sha256)
    words = Span(evidence.start, evidence.end)
    try:
        sentence = annotation.sentence_of(words)
    except LookupError:
        sentence = words
    end, text = max(sentence.end, words.end), document.text
    whole = f"{text[sentence.start : words.start]}[{words.of(text)}]{text[words.end : end]}"
    return " ".join(whole.split())


def _show(console: Console, found: "Explanation", sentences: list[str]) -> None:
    console.print(Text(found.iri, style="bold"))
    facts = [f"{name}: {'; '.join(told)}" for name, told in found.facts.items() if name not in ELSEWHERE]
    _section(console, "is", [", ".join(found.types), *facts])
    _section(console, "stands in", list(_places(found, sentences))[: 2 * SHOWN])
    _section(console, "was said by", map(_step, found.chain))
    _section(console, "is linked because", map(_link, found.links))
    _section(console, "was decided on", map(_decided, found.decisions))
    _section(
        console,
        "was made by",
        (f"{m.software}, {m.model}, {m.started}, {m.run} ({m.document}; {m.annotation})" for m in found.made),
    )


def _section(console: Console, title: str, lines: "Iterator[str] | map[str] | tuple[str, ...] | list[str]") -> None:
    told = list(lines)
    if told:
        console.print(Text(title, style="bold dim"))
    for line in told:
        console.print(Text(f"  {clean(line)}"), soft_wrap=True)


def _places(found: "Explanation", sentences: list[str]) -> Iterator[str]:
    for one, sentence in zip(found.evidence, sentences, strict=True):
        yield sentence
        rule = f", by {one.rule}" if one.rule else ""
        yield f"  {one.document} {one.start}-{one.end}, {one.file}, sha256 {one.sha256}{rule}"


def _step(step: "Step") -> str:
    told = [f"{step.part}: {step.who}"]
    told += [f"“{step.cue}”"] if step.cue else []
    told += [step.stance] if step.stance else []
    told += [f"by {step.rule}"] if step.rule else []
    return ", ".join(told)


def _link(link: "LinkMade") -> str:
    names = ", ".join(link.names) or "not named"
    score = "" if link.score is None else f", score {link.score:.2f}"
    why = f", because of {', '.join(link.features)}" if link.features else ""
    rivals = f", rather than {', '.join(link.rivals)}" if link.rivals else ""
    return f"{link.document}: {names}{score}{why}{rivals}"


def _decided(one: "Decided") -> str:
    what = f" {one.property}" if one.property else ""
    values = " → ".join(value for value in (one.earlier, one.later) if value)
    told = [f"{one.who}, {one.when}: {one.verdict}{what} {', '.join(one.on)}"]
    told += [f"({values})"] if values else []
    told += [f"because “{one.why}”"] if one.why else []
    told += [f"[undone by {one.undone_by}]"] if one.undone_by else []
    told += [f"[no effect: {one.hindered}]"] if one.hindered else []
    return f"{' '.join(told)}, {one.id}"
