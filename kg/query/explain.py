"""Explain: why a node is in a graph - its words, the rule and the run that found it, who said it, the links behind it, and
what people decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import QuestionError
from kg.query.helpers import Graph
from kg.query.rows import Row, Rows
from kg.vocab import local_name


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a node rests on: `start` and `end` count the code points of the text whose bytes have `sha256`; `rule` is
    what found them, if they have a rule of their own."""

    node: str
    source: str
    document: str
    file: str
    sha256: str
    start: int
    end: int
    quote: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One who passed words on: a claimant, a relay or the outlet (`part`), with the words that say so and the stance."""

    part: str
    who: str
    cue: str | None = None
    stance: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class LinkMade:
    """Why an entity or an event report of a source is a canonical one: its score in [0, 1], the features behind it, and the
    entities that it was preferred to; `names` are the words that the source uses."""

    entity: str
    document: str
    names: tuple[str, ...]
    score: float | None
    features: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What made a source's graph: software, language model, and the run."""

    document: str
    software: str
    model: str
    run: str
    started: str
    annotation: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided: `on` are the names, words or addresses of what it is about, `earlier` and `later` what was there
    before and since; `undone_by` is the decision that took it back, `hindered` what is in its way."""

    id: str
    verdict: str
    who: str
    when: str
    on: tuple[str, ...]
    why: str | None = None
    property: str | None = None
    earlier: str | None = None
    later: str | None = None
    undone_by: str | None = None
    hindered: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the node `iri` is in the graph. `facts` are what the graph says of it, by the local name of the property; `decisions`
    are those on it, on what it was made of and on what became of it, the first one first."""

    iri: str
    types: tuple[str, ...]
    facts: Mapping[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]
    chain: tuple[Step, ...]
    links: tuple[LinkMade, ...]
    made: tuple[Made, ...]
    decisions: tuple[Decided, ...] = ()


_FACTS = """SELECT DISTINCT ?property ?value ?label WHERE { GRAPH ?g { %(node)s ?property ?value }
  OPTIONAL { GRAPH ?h { ?value rdfs:label ?label } } } ORDER BY ?property ?value"""

_EVIDENCE = """SELECT DISTINCT ?node ?source ?document ?file ?sha256 ?start ?end ?quote ?rule WHERE {
  { BIND(%(node)s AS ?node) GRAPH ?g { %(node)s ?any ?thing } }
  UNION { GRAPH ?g { %(node)s kg:content|kg:passage|prov:wasDerivedFrom ?node } }
  UNION { GRAPH ?g { ?node kg:mentions %(node)s } }
  UNION { GRAPH ?g { ?node kg:denotes %(node)s } }
  UNION { GRAPH ?world { ?entity kg:denotes %(node)s } GRAPH ?g { ?node kg:mentions ?entity } }
  GRAPH ?source { ?source a kg:Source ; dcterms:identifier ?document ; kg:file ?file ; kg:sha256 ?sha256 .
    ?node kg:quote ?quote ; kg:start ?start ; kg:end ?end . OPTIONAL { ?node kg:rule ?rule } }
} ORDER BY ?source ?start ?end ?node"""

_ATTRIBUTIONS = """SELECT DISTINCT ?source ?outlet ?attribution ?claimant ?cue ?stance ?rule WHERE {
  GRAPH ?source {
    { BIND(%(node)s AS ?said) ?said a kg:Attribution } UNION { %(node)s kg:madeIn ?said }
    UNION { ?claim kg:about %(node)s ; kg:madeIn ?said }
    ?said kg:within* ?attribution .
    ?attribution a kg:Attribution ; kg:claimant ?who ; kg:stance ?stance . ?who rdfs:label ?claimant .
    OPTIONAL { ?attribution kg:cue ?cue } OPTIONAL { ?attribution kg:rule ?rule }
    ?source a kg:Source ; rdfs:label ?title . OPTIONAL { ?source dcterms:publisher ?publisher }
    BIND(COALESCE(?publisher, ?title) AS ?outlet)
  }
} ORDER BY ?source DESC(STR(?attribution))"""

_RELAYS = """SELECT ?position ?who ?words WHERE { GRAPH ?source {
  %(node)s kg:relay ?relay . ?relay kg:position ?position ; kg:quote ?words .
  OPTIONAL { ?relay kg:agent/rdfs:label ?who } } } ORDER BY ?position"""

_LINKS = """SELECT DISTINCT ?entity ?document ?score WHERE {
  GRAPH ?world { ?entity kg:denotes ?known . OPTIONAL { ?entity kg:linkScore ?score } }
  GRAPH ?source { ?source dcterms:identifier ?document . ?entity a ?kind .
    FILTER(?kind IN (kg:DocumentEntity, kg:EventReport)) OPTIONAL { ?mention kg:mentions ?entity } }
  FILTER(%(node)s IN (?entity, ?known, ?mention))
} ORDER BY ?document ?entity"""

_LISTS = """SELECT DISTINCT ?what ?value WHERE {
  { BIND("name" AS ?what) GRAPH ?source { ?mention kg:mentions %(node)s ; kg:form kg:named ; kg:quote ?value } }
  UNION { BIND("name" AS ?what) GRAPH ?source { %(node)s a kg:EventReport ; kg:quote ?value } }
  UNION { BIND("feature" AS ?what) GRAPH ?world { %(node)s kg:linkFeature ?value } }
  UNION { BIND("rival" AS ?what) GRAPH ?world { %(node)s kg:rival/rdfs:label ?value } }
} ORDER BY ?what ?value"""

_DECISIONS = """SELECT DISTINCT ?decision ?verdict ?who ?when ?why ?property ?earlier ?later ?undone ?hindered WHERE {
  { BIND(%(node)s AS ?on) }
  UNION { GRAPH ?g { %(node)s kg:mentions ?on } }
  UNION { GRAPH ?g { ?on kg:denotes %(node)s } }
  UNION { GRAPH ?g { ?on kg:mergedInto %(node)s } }
  UNION { GRAPH ?g { %(node)s kg:mergedInto ?on } }
  GRAPH ?graph {
    { ?decision kg:decidedOn ?on } UNION { ?decision kg:correctedValue ?on }
    ?decision a kg:Decision ; kg:verdict ?verdict ; kg:decidedBy ?who ; kg:decidedAt ?when .
    OPTIONAL { ?decision kg:reason ?why } OPTIONAL { ?decision kg:corrects ?property }
    OPTIONAL { ?decision kg:earlierValue ?earlier } OPTIONAL { ?decision kg:correctedValue ?later }
    OPTIONAL { ?decision kg:undoneBy ?undone } OPTIONAL { ?decision kg:hinderedBy ?hindered }
  }
} ORDER BY ?when ?decision"""

_DECIDED_ON = """SELECT ?on (SAMPLE(?label) AS ?name) WHERE { GRAPH ?g { %(node)s kg:decidedOn ?on }
  OPTIONAL { GRAPH ?h { ?on rdfs:label|kg:quote ?label } } } GROUP BY ?on ORDER BY ?on"""

_MADE = """SELECT DISTINCT ?document ?software ?version ?model ?modelVersion ?run ?started ?annotation WHERE {
  GRAPH ?ledger { %(node)s prov:wasGeneratedBy ?run ; kg:annotationHash ?annotation }
  GRAPH %(node)s { %(node)s dcterms:identifier ?document }
  GRAPH ?runs { ?run kg:software ?software . OPTIONAL { ?run kg:softwareVersion ?version } OPTIONAL { ?run kg:model ?model }
    OPTIONAL { ?run kg:modelVersion ?modelVersion } OPTIONAL { ?run prov:startedAtTime ?started } }
} ORDER BY ?run"""


def explain(graph: Graph, name: str, base: str = "") -> Explanation:
    """Return why the node `name` (an IRI, or what follows `base` in one) is in `graph`.

    QuestionError, saying what to do, if there is no such node.
    """
    iri = name if "://" in name else base + name.lstrip("/")
    known = _rows(graph, _FACTS, iri)
    if not known:
        raise QuestionError(f"{iri} is not in the graph; copy an IRI from `kg ask … --json`, or the part of it behind {base}")
    facts = _facts(known)
    evidence = tuple(Evidence(*row) for row in _rows(graph, _EVIDENCE, iri))
    types = facts.pop("type", ())
    links = tuple(_link(graph, row) for row in _rows(graph, _LINKS, iri))
    sources = sorted({found.source for found in evidence} | ({iri} if "Source" in types else set()))
    made = tuple(_made(row) for source in sources for row in _rows(graph, _MADE, source))
    decisions = {row.decision: row for row in _rows(graph, _DECISIONS, iri)}
    decided = tuple(_decided(graph, row) for row in decisions.values())
    return Explanation(iri, types, facts, evidence, tuple(_chain(graph, iri)), links, made, decided)


def _facts(known: Rows) -> dict[str, tuple[str, ...]]:
    facts: dict[str, dict[str, None]] = {}
    for row in known:
        name = local_name(row.property)
        facts.setdefault(name, {})[local_name(row.value) if name == "type" else str(row.label or row.value)] = None
    return {name: tuple(values) for name, values in facts.items()}


def _rows(graph: Graph, sparql: str, iri: str) -> Rows:
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise QuestionError(f"{iri!r} is no IRI ({error}); copy one from `kg ask … --json`") from error
    found = graph.query(sparql % {"node": node})
    assert isinstance(found, Rows)
    return found


def _chain(graph: Graph, iri: str) -> list[Step]:
    """The claimants, each with the relays that its words came through, and then the outlet."""
    steps: list[Step] = []
    found = _rows(graph, _ATTRIBUTIONS, iri)
    for row in found:
        steps.append(Step("claimant", row.claimant, row.cue, row.stance, row.rule))
        steps += [Step("relay", hop.who or hop.words, hop.words) for hop in _rows(graph, _RELAYS, row.attribution)]
    return [*steps, *(Step("outlet", outlet) for outlet in dict.fromkeys(row.outlet for row in found))]


def _link(graph: Graph, row: Row) -> LinkMade:
    listed: dict[str, list[str]] = {"name": [], "feature": [], "rival": []}
    for one in _rows(graph, _LISTS, row.entity):
        listed[one.what].append(one.value)
    return LinkMade(
        row.entity, row.document, tuple(listed["name"]), row.score, tuple(listed["feature"]), tuple(listed["rival"])
    )


def _made(row: Row) -> Made:
    software, model = (" ".join(filter(None, pair)) for pair in ((row.software, row.version), (row.model, row.modelVersion)))
    return Made(row.document, software, model, row.run, _when(row.started), row.annotation)


def _decided(graph: Graph, row: Row) -> Decided:
    on = tuple(one.name or local_name(one.on) for one in _rows(graph, _DECIDED_ON, row.decision))
    verdict, undone = local_name(row.verdict), row.undone and local_name(row.undone)
    values = (_value(row.earlier), _value(row.later), undone, row.hindered)
    return Decided(local_name(row.decision), verdict, row.who, _when(row.when), on, row.why, row.property, *values)


def _value(value: Any) -> str | None:
    return None if value is None else local_name(str(value)) if "://" in str(value) else str(value)


def _when(started: Any) -> str:
    return started.isoformat() if started else ""
