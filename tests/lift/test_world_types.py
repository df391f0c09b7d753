"""Which classes an event of the world belongs to."""

from pyoxigraph import NamedNode

from kg import lift
from kg.model import EventCluster, Resolution
from kg.vocab import Iris, local_name


def test_an_air_strike_is_an_attack_to_whoever_asks_for_attacks() -> None:
    world = Resolution(events=(EventCluster("air-strike-idlib", "AirStrike", (("a", "e0-6-AirStrike"),)),))
    quads = lift.lift_world(world, {"a": "http://localhost:8000/source/a/0123456789ab"}, Iris())
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = {local_name(quad.object.value) for quad in quads if quad.predicate == kind}
    assert {"AirStrike", "Attack", "Event"} <= found
    assert "Situation" not in found
