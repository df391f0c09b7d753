"""Two hand-made reports of one shelling, as annotations: what the rooms behind extraction are tested with."""

import hashlib
from dataclasses import replace
from datetime import date

from kg.model import (
    Anchor,
    Annotation,
    Attribution,
    Bound,
    Chain,
    Claim,
    ClaimKind,
    Document,
    Entity,
    Event,
    EventCluster,
    Feature,
    Figure,
    Form,
    Grain,
    Kind,
    Link,
    Manner,
    Measure,
    Mention,
    Post,
    Relay,
    Resolution,
    Role,
    Saying,
    Scope,
    SharedText,
    Span,
    Stance,
    Time,
    Utterance,
)

HERALD = (
    "Rebel forces shelled the market in Qarsa on Monday. At least 14 civilians were killed in the attack, the health "
    'ministry said in a statement carried by the state agency. "We hit only soldiers," spokesman Adam Haddad told reporters '
    "in Doha, denying it. The army claimed to have retaken 120 square kilometres (46 square miles). A sniper wounded the mayor."
)
COURIER = (
    "Shells fell on Qarsah on Monday, killing 9 people, residents said. More than 120.5 square miles were lost, they said."
)


def document(id: str, text: str, **known: object) -> Document:
    """Return a Document of `text` that was read from ``<id>.txt``."""
    data = text.encode()
    return Document(id, hashlib.sha256(data).hexdigest(), f"{id}.txt", text, size=len(data), **known)  # type: ignore[arg-type]


def at(text: str, words: str, occurrence: int = 0) -> Span:
    """Return the span of `words` in `text`."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(text: str, words: str, kind: Kind, form: Form = Form.NAMED, occurrence: int = 0) -> Mention:
    """Return the mention `words` of `text`."""
    span = at(text, words, occurrence)
    return Mention(f"m{span.start}-{span.end}", span, span, kind, form)


def chain(kind: Kind, name: str, *mentions: Mention, type: str | None = None) -> Chain:
    """Return the entity that `mentions` denote."""
    first = mentions[0].span
    return Chain(f"x{first.start}-{first.end}", kind, name, tuple(m.id for m in mentions), type)


def sentences(text: str, *ends: str) -> tuple[Span, ...]:
    """Return the sentences of `text`, each of which ends with one of `ends`, in order."""
    found, start = [], 0
    for end in ends:
        stop = text.index(end, start) + len(end)
        found.append(Span(start, stop))
        start = stop + 1
    return tuple(found)


herald = document(
    "herald", HERALD, title="Shells hit market", publisher="Harbour Herald", published=date(2024, 3, 5), language="en"
)
courier = document("news/courier #2", COURIER)

rebels = mention(HERALD, "Rebel forces", Kind.UNIT, Form.NOMINAL)
market = mention(HERALD, "the market", Kind.FACILITY, Form.NOMINAL)
qarsa = mention(HERALD, "Qarsa", Kind.PLACE)
ministry = mention(HERALD, "the health ministry", Kind.ORGANISATION, Form.NOMINAL)
agency = mention(HERALD, "the state agency", Kind.ORGANISATION, Form.NOMINAL)
haddad = mention(HERALD, "Adam Haddad", Kind.PERSON)
army = mention(HERALD, "The army", Kind.UNIT, Form.NOMINAL)
sniper = mention(HERALD, "A sniper", Kind.PERSON, Form.NOMINAL)
mayor = mention(HERALD, "the mayor", Kind.PERSON, Form.NOMINAL)
doha = mention(HERALD, "Doha", Kind.PLACE)

monday = Time("t0", at(HERALD, "on Monday"), date(2024, 3, 4), date(2024, 3, 4), Grain.DAY, Anchor.PUBLICATION)
killed = Figure(
    "f1",
    at(HERALD, "At least 14 civilians"),
    "14",
    14,
    None,
    Bound.AT_LEAST,
    Measure.KILLED,
    counts=at(HERALD, "civilians"),
    victim="civilian",
    scope=Scope.INCIDENT,
    period="t0",
)
retaken = Figure("f2", at(HERALD, "120 square kilometres"), "120", 120, 120, Bound.EXACT, Measure.AREA, unit="square kilometre")
converted = Figure(
    "f3", at(HERALD, "46 square miles"), "46", 46, 46, Bound.EXACT, Measure.AREA, unit="square mile", conversion_of="f2"
)

shelling = Event(
    "e1",
    "Shelling",
    at(HERALD, "shelled"),
    (
        Role("attacker", "mention", rebels.id),
        Role("target", "mention", market.id),
        Role("place", "mention", qarsa.id),
        Role("time", "time", "t0"),
    ),
    coarse="Attack",
)
killing = Event("e2", "Killing", at(HERALD, "killed"), (Role("place", "mention", qarsa.id),), coarse="Killing")
wounding = Event(
    "e3",
    "Injury",
    at(HERALD, "wounded"),
    (Role("attacker", "mention", sniper.id), Role("victim", "mention", mayor.id)),
    coarse="Injury",
)
telling = Event("e4", "Saying", at(HERALD, "told"), (Role("speaker", "mention", haddad.id),))

narration = Attribution("a-narration", Manner.NARRATION, (Span(0, len(HERALD)),))
stated = Attribution(
    "a1",
    Manner.INDIRECT,
    (at(HERALD, "At least 14 civilians were killed in the attack"),),
    cue=(at(HERALD, "said"),),
    source=(at(HERALD, "the health ministry"),),
    source_mention=ministry.id,
    relays=(Relay(at(HERALD, "the state agency"), agency.id),),
    cue_kind="said",
    venue=at(HERALD, "in a statement"),
)
quoted = Attribution(
    "a2",
    Manner.DIRECT,
    (at(HERALD, "We hit only soldiers,"),),
    cue=(at(HERALD, "told"), at(HERALD, "denying")),
    source=(at(HERALD, "Adam Haddad"),),
    source_mention=haddad.id,
    cue_kind="denied",
    stance=Stance.DENIES,
    venue=at(HERALD, "in Doha"),
)
claimed = Attribution(
    "a3",
    Manner.INDIRECT,
    (at(HERALD, "to have retaken 120 square kilometres (46 square miles)"),),
    cue=(at(HERALD, "claimed"),),
    source=(at(HERALD, "The army"),),
    source_mention=army.id,
    cue_kind="claimed",
)

herald_found = Annotation(
    "herald",
    herald.version,
    "hand 1.0",
    paragraphs=(Span(0, len(HERALD)),),
    sentences=sentences(HERALD, "Monday.", "agency.", "it.", "miles).", "mayor."),
    mentions=(rebels, market, qarsa, ministry, agency, haddad, army, sniper, mayor, doha),
    entities=(
        chain(Kind.PLACE, "Qarsa", qarsa, type="City"),
        chain(Kind.ORGANISATION, "health ministry", ministry, type="Ministry"),
        chain(Kind.PERSON, "Adam Haddad", haddad),
        chain(Kind.UNIT, "the army", army, type="ArmedForce"),
    ),
    posts=(Post("p1", at(HERALD, "spokesman"), "spokesman", haddad.id, rebels.id),),
    times=(monday,),
    figures=(killed, retaken, converted),
    events=(shelling, killing, wounding, telling),
    attributions=(narration, stated, quoted, claimed),
    claims=(
        Claim("c1", ClaimKind.CASUALTY, "a1", killed.span, figure="f1", about="e2", place=qarsa.id),
        Claim("c2", ClaimKind.TERRITORY, "a3", retaken.span, figure="f2"),
        Claim(
            "c3",
            ClaimKind.OCCURRENCE,
            "a-narration",
            at(HERALD, "Rebel forces shelled the market in Qarsa on Monday."),
            event="e1",
        ),
        Claim("c4", ClaimKind.CASUALTY, "a-narration", at(HERALD, "A sniper wounded the mayor."), event="e3"),
    ),
)

qarsah = mention(COURIER, "Qarsah", Kind.PLACE)
residents = mention(COURIER, "residents", Kind.GROUP, Form.NOMINAL)
nine = Figure("f1", at(COURIER, "9 people"), "9", 9, 9, Bound.EXACT, Measure.KILLED, counts=at(COURIER, "people"))
lost = Figure(
    "f2",
    at(COURIER, "More than 120.5 square miles"),
    "120.5",
    120.5,
    None,
    Bound.AT_LEAST,
    Measure.AREA,
    strict=True,
    unit="square mile",
)
that_monday = Time("t0", at(COURIER, "on Monday"), date(2024, 3, 4), date(2024, 3, 4), Grain.DAY, Anchor.PUBLICATION)
fell = Event("e1", "Shelling", at(COURIER, "Shells fell"), (Role("place", "mention", qarsah.id),), coarse="Attack")
reported = Attribution(
    "a1",
    Manner.INDIRECT,
    (at(COURIER, "Shells fell on Qarsah on Monday, killing 9 people"),),
    cue=(at(COURIER, "said"),),
    source=(at(COURIER, "residents"),),
    source_type="residents",
    cue_kind="said",
)
courier_found = Annotation(
    "news/courier #2",
    courier.version,
    "hand 1.0",
    sentences=sentences(COURIER, "residents said.", "they said."),
    mentions=(qarsah,),
    times=(that_monday,),
    entities=(chain(Kind.PLACE, "Qarsah", qarsah, type="City"),),
    figures=(nine, lost),
    events=(fell,),
    attributions=(replace(narration, content=(Span(0, len(COURIER)),)), reported),
    claims=(
        Claim("c1", ClaimKind.CASUALTY, "a1", nine.span, figure="f1", about="e1", place=qarsah.id, time="t0"),
        Claim("c2", ClaimKind.TERRITORY, "a-narration", lost.span, figure="f2"),
    ),
)

SAYINGS = (Saying("herald", "a2", quoted.content[0]), Saying("news/courier #2", "a1", reported.content[0]))
resolution = Resolution(
    entities=(
        Entity(
            "place/qarsa",
            Kind.PLACE,
            "Qarsa",
            "City",
            aliases=("Qarsah",),
            same_as=("https://sws.geonames.org/1/",),
            lat=33.5,
            lon=36.25,
            precision="settlement",
        ),
        Entity("person/adam-haddad", Kind.PERSON, "Adam Haddad"),
    ),
    links=(
        Link("herald", f"x{qarsa.span.start}-{qarsa.span.end}", "place/qarsa", 1.0),
        Link(
            "news/courier #2",
            f"x{qarsah.span.start}-{qarsah.span.end}",
            "place/qarsa",
            0.9,
            (Feature("name", 0.9),),
            ("person/adam-haddad",),
        ),
        Link("herald", f"x{haddad.span.start}-{haddad.span.end}", "person/adam-haddad", 1.0),
    ),
    utterances=(
        Utterance(
            "haddad-only",
            "person/adam-haddad",
            SAYINGS,
        ),
    ),
    shared=(SharedText("shells-1", ("herald", "news/courier #2"), 0.25),),
    events=(EventCluster("shelling-1", "Shelling", (("herald", "e1"), ("news/courier #2", "e1"))),),
)
"""Both reports tell of one shelling in one town."""

SAMPLES = ((herald, herald_found), (courier, courier_found))
