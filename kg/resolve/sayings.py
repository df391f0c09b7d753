"""Sayings: the sentences of quotations, with who says them and the words that two translations of one would share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.lexicon import word_set
from kg.model import Annotation, Chain, Document, Kind, Manner, Saying, sayings
from kg.resolve.names import fold, romanise
from kg.resolve.reports import Keys
from kg.resolve.sides import is_force

LEAST = 4
"""Words below which a quotation says too little to be recognised in another translation."""

_STEM = 5
"""Letters of a word that are compared: enough to tell words apart, few enough for liberate, liberated and liberation."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a sentence: `speaker` is an entity key, `side` the country it speaks for, `words` all of its words in
    order, `stems` those that carry meaning; `defence` whether it is that country's ministry of defence, army, or one who speaks
    for them: what one of them said, another agency gives to the other."""

    speaker: str
    side: str | None
    words: tuple[str, ...]
    stems: frozenset[str]
    defence: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of somebody's words; `order` is its place among the sentences that its document quotes, `day` that of the
    document (0 if it is not known)."""

    saying: Saying
    wording: Wording
    order: int
    day: int = 0

    @property
    def item(self) -> str:
        """The id of the sentence in its document."""
        return f"{self.saying.attribution}:{self.saying.span.start}-{self.saying.span.end}"


def heard(document: Document, annotation: Annotation, keys: Keys) -> Iterator[Heard]:
    """Yield the sentences that `document` quotes of speakers who are known across documents."""
    chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
    defence = _defence(annotation, chains)
    quoted = [a for a in annotation.attributions if a.manner in {Manner.DIRECT, Manner.MIXED}]
    order, day = 0, document.published.toordinal() if document.published else 0
    for attribution in sorted(quoted, key=lambda attribution: attribution.content[0]):
        chain = chains.get(attribution.source_mention or "")
        speaker = keys.get((document.id, chain.id)) if chain else None
        said = (span for content in attribution.content for span in sayings(document.text, annotation, content))
        for span in said if chain and speaker else ():
            words = tuple(fold.__wrapped__(span.of(document.text)).split())
            if chain and speaker and len(words) >= LEAST:
                said_so = Wording(speaker, chain.side, words, stems(words), chain.id in defence)
                yield Heard(Saying(document.id, attribution.id, span), said_so, order, day)
                order += 1


def _defence(annotation: Annotation, chains: Mapping[str, Chain]) -> frozenset[str]:
    """Return the chains that speak for the defence of a country: its ministry, its forces, and the holders of their posts."""
    bodies = {chain.id for chain in annotation.entities if _is_defence(chain)}
    held = ((chains.get(post.holder), chains.get(post.of or ""), post.title) for post in annotation.posts)
    people = {who.id for who, of, title in held if who and ((of and of.id in bodies) or _DEFENCE & set(fold(title).split()))}
    return frozenset(bodies | people)


def _is_defence(chain: Chain) -> bool:
    if chain.type == "Ministry":
        return bool(_DEFENCE & set(fold(chain.name).split()))
    return chain.kind is Kind.UNIT and is_force(chain.name)


_DEFENCE = frozenset({"defence", "defense", "army", "military"})


def stems(words: tuple[str, ...]) -> frozenset[str]:
    """Return what two translations of the same sentence would share of `words`, names in any spelling.

    >>> sorted(stems(("we", "have", "liberated", "2,000", "kilometres", "at", "balakliya")))
    ['2,000', 'balak', 'kilom', 'liber']
    >>> stems(("izyum", "lugansk")) == stems(("izium", "luhansk"))
    True
    """
    telling = (word for word in words if word not in word_set("function_words"))
    return frozenset(word if word[0].isdigit() else romanise(word)[:_STEM] for word in telling)


def run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length of the longest run of words that both have."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    best, lengths = 0, dict[int, int]()
    for word in one:
        lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, *lengths.values()) if lengths else best
    return best
