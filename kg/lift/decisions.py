"""What people decided: who, when, why, on what, and what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import Facts, Value, concept, named, said
from kg.model import Decision, Effect, Judgement, Standing, in_force, in_order, undone
from kg.vocab import PREFIXES, Iris, Vocabulary, term

Told = Callable[[NamedNode, NamedNode], Iterable[Value]]
"""Gives the values that a node of the graph has for a property."""

STATUS = "status"
"""The property by which a correction sets the standing of something."""

_STANDINGS = {
    Judgement.ACCEPT: Standing.ACCEPTED,
    Judgement.REJECT: Standing.REJECTED,
    Judgement.UNSURE: Standing.WORK_NEEDED,
}
_PLACES = ("entity/", "event/", "source/", "utterance/", "text/", "decision/")


def lift_decisions(
    decisions: Iterable[Decision],
    iris: Iris,
    vocabulary: Vocabulary,
    effects: Mapping[str, Effect] | None = None,
    told: Told | None = None,
) -> Iterator[Quad]:
    """Yield the graph of decisions. Each is there, undone or not; what has a standing has the one that was given it last.

    `effects` says what came of those on links and on canonical entities; `told` what a statement says itself, beside which a
    correction of it stands.
    """
    known = tuple(decisions)
    clerk = _Clerk(iris, vocabulary, effects or {}, known, told or (lambda node, property_: ()))
    for decision in known:
        yield from clerk.decision(decision)
    for who in sorted({decision.who for decision in known}):
        yield from said(clerk.graph, clerk.agent(who), [("rdf:type", named("prov:Agent")), ("rdfs:label", who)])
    for address, standing in sorted(_standings(in_force(known)).items()):
        yield from said(clerk.graph, NamedNode(iris.at(address)), [("kg:status", concept(standing))])


def lift_merged(merged: Mapping[str, str], names: Mapping[str, str], iris: Iris, place: str = "decisions") -> Iterator[Quad]:
    """Yield where the canonical entities and events that were `merged` into others have gone, with the `names` they had: in the
    graph `place`, that of decisions if these brought it about, else that of the world."""
    graph = NamedNode(iris.graph(place))
    for key, heir in sorted(merged.items()):
        facts = (("kg:mergedInto", NamedNode(_of(heir, iris))), ("rdfs:label", names.get(key)))
        yield from said(graph, NamedNode(_of(key, iris)), facts)


def corrected_value(name: str, value: str, vocabulary: Vocabulary, iris: Iris) -> Value:
    """Return `value` as the term that the property `name` takes: a concept or a class by its local name, a node of the graph by
    its address, else a number or a text."""
    if value in vocabulary.concepts or (name == "type" and value in vocabulary.classes):
        return concept(value)
    if value.startswith(_PLACES):
        return NamedNode(iris.at(value))
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return int(number) if number == number.to_integral_value() and "." not in value else float(number)


def _of(key: str, iris: Iris) -> str:
    return iris.event(key.removeprefix("event/")) if key.startswith("event/") else iris.entity(key)


def _standings(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the standing of each thing that was given one, by its address; `decisions` are oldest first."""
    found: dict[str, str] = {}
    for decision in decisions:
        if decision.judgement is Judgement.CORRECT and decision.property == STATUS:
            found[decision.subjects[0]] = decision.value or ""
        elif decision.judgement in _STANDINGS and not (decision.judgement is Judgement.UNSURE and len(decision.subjects) > 1):
            found |= dict.fromkeys(decision.subjects, _STANDINGS[decision.judgement].value)
    return found


class _Clerk:
    """Writes decisions down in their graph."""

    def __init__(
        self, iris: Iris, vocabulary: Vocabulary, effects: Mapping[str, Effect], known: tuple[Decision, ...], told: Told
    ) -> None:
        self.iris, self.vocabulary, self.effects, self.told = iris, vocabulary, effects, told
        self.gone, self.ordered = undone(known), in_order(known)
        self.graph = NamedNode(iris.graph("decisions"))

    def agent(self, who: str) -> NamedNode:
        """Return the node of who decides."""
        return NamedNode(self.iris.part(self.iris.base.rstrip("/"), "reviewer", who))

    def decision(self, decision: Decision) -> Iterator[Quad]:
        """Yield what is known of `decision`."""
        yield from said(self.graph, self._node(decision.id), dict.fromkeys(self._facts(decision)))

    def before(self, decision: Decision) -> str | None:
        """Return the standing that what `decision` is on had been given by then."""
        earlier = self.ordered[: [one.id for one in self.ordered].index(decision.id)]
        standings = _standings(one for one in earlier if one.id not in self.gone)
        return standings.get(decision.subjects[0])

    def _node(self, name: str) -> NamedNode:
        return NamedNode(self.iris.part(self.iris.base.rstrip("/"), "decision", name))

    def _facts(self, decision: Decision) -> Facts:
        yield "rdf:type", named("kg:Decision")
        yield "kg:verdict", concept(decision.judgement)
        yield "kg:decidedBy", decision.who
        yield "prov:wasAttributedTo", self.agent(decision.who)
        yield "kg:decidedAt", decision.when
        yield "kg:reason", decision.why or None
        for subject in decision.subjects:
            yield "kg:decidedOn", self._subject(decision, subject)
        if decision.id in self.gone:
            yield "kg:undoneBy", self._node(self.gone[decision.id])
        yield "kg:corrects", decision.property
        yield from self._values(decision)

    def _subject(self, decision: Decision, subject: str) -> NamedNode:
        return self._node(subject) if decision.judgement is Judgement.UNDO else NamedNode(self.iris.at(subject))

    def _values(self, decision: Decision) -> Facts:
        effect, name = self.effects.get(decision.id, Effect()), decision.property or "denotes"
        yield "kg:hinderedBy", effect.hindered
        later = decision.value or effect.later
        yield "kg:correctedValue", corrected_value(name, later, self.vocabulary, self.iris) if later else None
        earlier = effect.earlier or decision.was
        if earlier:
            yield "kg:earlierValue", corrected_value(name, earlier, self.vocabulary, self.iris)
        elif decision.property == STATUS:
            standing = self.before(decision)
            yield "kg:earlierValue", concept(standing) if standing else None
        elif decision.property and decision.id not in self.effects:
            for value in self.told(NamedNode(self.iris.at(decision.subjects[0])), _property(decision.property)):
                yield "kg:earlierValue", value


def _property(name: str) -> NamedNode:
    return NamedNode({"name": PREFIXES["rdfs"] + "label", "type": PREFIXES["rdf"] + "type"}.get(name, term(name)))
