"""Corrections: what people put right about canonical entities, and what decisions have made of links."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.errors import UsageError
from kg.model import Decision, Effect, Entity, Judgement, Kind, Resolution
from kg.resolve.decisions import LINK
from kg.resolve.identity import Identity, Member
from kg.vocab import Vocabulary, address, address_of

Corrector = Callable[[Entity, str, Vocabulary], tuple[Entity, str | None]]
"""Gives the entity with another value, and the value that it had."""


def corrected(
    resolution: Resolution, decisions: Iterable[Decision], heirs: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[Resolution, Mapping[str, Effect]]:
    """Return `resolution` with the canonical entities that `decisions` (oldest first) correct, and what each correction did.

    `heirs` gives the key in whose favour another was given up. Corrections of anything else are passed over.
    """
    entities = {entity.key: entity for entity in resolution.entities}
    effects: dict[str, Effect] = {}
    for decision in decisions:
        if (key := _entity_key(decision)) is None:
            continue
        here = heirs.get(key, key)
        try:
            entities[here], effects[decision.id] = _put_right(entities, here, decision, vocabulary)
        except UsageError as error:
            effects[decision.id] = Effect(hindered=str(error))
    return replace(resolution, entities=tuple(entities.values())), effects


def check_correction(name: str, value: str, vocabulary: Vocabulary) -> None:
    """Return if a canonical entity can be given `value` as its `name` (name, type, coordinates, side); UsageError if not."""
    _corrector(name)(Entity("x", Kind.PLACE, "x"), value, vocabulary)


def links(
    decisions: Iterable[Decision], resolution: Resolution, identity: Identity, heirs: Mapping[str, str]
) -> dict[str, Effect]:
    """Return what became of the links that `decisions` are about: for each the address that was denoted before, if that is
    known, and the one that is denoted in `resolution`; for a merger the address given up and the one kept."""
    now = dict(_denoted(resolution))
    before = {member: key for key, record in reversed([*identity.records.items()]) for member in record.members}
    found = {}
    for decision in decisions:
        member = next((one for one in map(_member, reversed(decision.subjects)) if one), None)
        given_up = next((key for key in map(_key, decision.subjects) if key in heirs), None)
        if given_up:
            found[decision.id] = Effect(address_of(given_up), address_of(heirs[given_up]))
        elif member and (decision.judgement in _OF_LINKS or decision.property == LINK) and member in now:
            was = decision.was or (address_of(before[member]) if member in before else None)
            found[decision.id] = Effect(was, address_of(now[member]))
    return found


_OF_LINKS = frozenset({Judgement.ACCEPT, Judgement.REJECT, Judgement.SPLIT})


def _denoted(resolution: Resolution) -> Iterator[tuple[Member, str]]:
    yield from (((link.document, link.chain), link.entity) for link in resolution.links)
    yield from ((report, f"event/{cluster.key}") for cluster in resolution.events for report in cluster.reports)


def _member(text: str) -> Member | None:
    try:
        return address(text).member
    except UsageError:
        return None


def _key(text: str) -> str | None:
    try:
        return address(text).key
    except UsageError:
        return None


def _entity_key(decision: Decision) -> str | None:
    key = _key(decision.subjects[0]) if decision.judgement is Judgement.CORRECT else None
    return key if decision.property in CORRECTORS and key and not key.startswith("event/") else None


def _put_right(entities: Mapping[str, Entity], key: str, decision: Decision, vocabulary: Vocabulary) -> tuple[Entity, Effect]:
    if key not in entities:
        raise UsageError(f"no document in this graph names {key} any more")
    value = decision.value or ""
    entity, earlier = _corrector(decision.property or "")(entities[key], value, vocabulary)
    return entity, Effect(earlier, value)


def _corrector(name: str) -> Corrector:
    if name not in CORRECTORS:
        raise UsageError(f"{name!r} is nothing that an entity can be corrected in; it has {', '.join(CORRECTORS)}")
    return CORRECTORS[name]


def _name(entity: Entity, value: str, _: Vocabulary) -> tuple[Entity, str | None]:
    if not value.strip():
        raise UsageError("a name is not empty")
    aliases = tuple(sorted({*entity.aliases, entity.name} - {value}))
    return replace(entity, name=value, aliases=aliases), entity.name


def _type(entity: Entity, value: str, vocabulary: Vocabulary) -> tuple[Entity, str | None]:
    above = vocabulary.ancestors.get(value, frozenset())
    kind = next((kind for kind in Kind if kind.value in {value, *above}), None)
    if value not in vocabulary.classes or kind is None:
        kinds = ", ".join(kind.value for kind in Kind)
        raise UsageError(f"{value!r} is no class of entities; choose {kinds}, or a class below one of them (City, Ministry …)")
    return replace(entity, kind=kind, type=None if value == kind.value else value), entity.type or entity.kind.value


def _coordinates(entity: Entity, value: str, _: Vocabulary) -> tuple[Entity, str | None]:
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        raise UsageError(f"{value!r} are no coordinates; write latitude and longitude in degrees, as 49.99,36.23") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsageError(f"{value!r} is no place on earth; latitude comes first, then longitude")
    earlier = None if entity.lat is None or entity.lon is None else f"{entity.lat},{entity.lon}"
    return replace(entity, lat=lat, lon=lon), earlier


def _side(entity: Entity, value: str, _: Vocabulary) -> tuple[Entity, str | None]:
    if len(value) != 2 or not value.isalpha() or not value.isupper():
        raise UsageError(f"{value!r} is no side; write the two letters that ISO 3166 has for the country, as SD")
    return replace(entity, side=value), entity.side


CORRECTORS: Mapping[str, Corrector] = {"name": _name, "type": _type, "coordinates": _coordinates, "side": _side}
"""What can be corrected of a canonical entity."""
