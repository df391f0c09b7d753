"""The closed values: each is a word of the extraction contract and a SKOS concept of the ontology (same local name)."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mention denotes. Governments and ministries are organisations, armed forces military units."""

    PERSON = "Person"
    ORGANISATION = "Organisation"
    UNIT = "MilitaryUnit"
    PLACE = "Place"
    FACILITY = "Facility"
    WEAPON = "Weapon"
    VEHICLE = "Vehicle"
    PLATFORM = "Platform"
    GROUP = "Group"


class Form(StrEnum):
    """How a mention denotes."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Measure(StrEnum):
    """What a figure measures."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    ARRESTED = "arrested"
    CASUALTIES = "casualties"
    AREA = "area"
    LENGTH = "length"
    DISTANCE = "distance"
    EQUIPMENT_LOST = "equipment_lost"
    STRENGTH = "strength"
    AID = "aid"
    MONEY = "money"
    DURATION = "duration"
    OTHER = "other"


class Bound(StrEnum):
    """How a figure's low and high are to be read: exact n: n, n; at_least n: n, -; at_most n: -, n; about n: n, n;
    between a b: a, b; vague: -, -. "More than" and "fewer than" are at_least and at_most with `strict`."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Scope(StrEnum):
    """What a figure covers: this incident, a stated period, or all since the start."""

    INCIDENT = "incident"
    PERIOD = "period"
    CUMULATIVE = "cumulative"


class Grain(StrEnum):
    """The precision of a time as it is written."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    DURATION = "duration"
    UNKNOWN = "unknown"


class Anchor(StrEnum):
    """What a time's dates were computed from."""

    TEXT = "text"
    PUBLICATION = "publication"


class Polarity(StrEnum):
    """Whether an event is said to have happened or not to have happened."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Realis(StrEnum):
    """How real an event is said to be; background is history told for context ("in 2014")."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"


class Manner(StrEnum):
    """How words are attributed; narration is the outlet's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATION = "narration"


class Stance(StrEnum):
    """How the source stands to what it is said to say."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    DOUBTS = "doubts"
    DECLINES = "declines"


class Certainty(StrEnum):
    """How sure the source is said to be (the axes of GRaSP)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"


class ClaimKind(StrEnum):
    """What a claim is about; each is a class of the ontology."""

    CASUALTY = "CasualtyClaim"
    TERRITORY = "TerritoryClaim"
    EQUIPMENT_LOSS = "EquipmentLossClaim"
    STRENGTH = "StrengthClaim"
    AID = "AidClaim"
    OCCURRENCE = "OccurrenceClaim"
    RESPONSIBILITY = "ResponsibilityClaim"
    INTENT = "IntentClaim"
    QUANTITY = "QuantityClaim"
