"""Bodies of a country: its government, its ministries and its armed forces go by many phrases, and each is one thing."""

from collections.abc import Iterable, Mapping
from functools import cache

from kg.extract.entities.clues import Clue
from kg.extract.entities.names import country_of
from kg.extract.entities.partition import Partition
from kg.lexicon.demonyms import demonyms
from kg.lexicon.gazetteer import Place
from kg.lexicon.known import capitals, known
from kg.model import Attribution, Form, Kind, Post

FORCES = frozenset({"army", "military", "force", "forces", "troop", "troops"})
"""Nouns that, with nothing but a country beside them, mean all its forces that a report speaks of."""
GOVERNMENTS = frozenset({"government", "regime"})
_AT_HOME = FORCES | GOVERNMENTS | {"police", "authorities", "parliament", "opposition", "junta"}
_STOPS = frozenset('.!?”"')
_LEAD = 3
"""Sentences behind the headline in which a report says whose army it means."""
_DEFENCE = FORCES | {"defence", "defense"}
_SPELT = {"defence": "defense", "minister": "ministry"}
_EMPTY = frozenset(["the", "its", "his", "their", "our", "s", "of", "armed", "country", "nation", "and"])


def by_country(partition: Partition, places: Mapping[str, Place]) -> None:
    """Join the phrases of a document for the government, for one ministry, or for the forces of one country."""
    first: dict[tuple[str, str], int] = {}
    for i, clue in enumerate(partition.clues):
        side = _side(partition, clue, places)
        if side and not clue.mention.side:
            partition.tell_side(i, side)
        if side and (what := _body(clue)):
            partition.join(first.setdefault((side, what), i), i)


def of_speakers(partition: Partition, posts: Iterable[Post], attributions: Iterable[Attribution]) -> None:
    """Lay "the troops" that an army, a defence ministry or one of its officers speaks of to its own country, unless its words
    have named another's before."""
    by_id = {clue.mention.id: i for i, clue in enumerate(partition.clues)}
    of = {post.holder: by_id[post.of] for post in posts if post.of in by_id}
    for said in attributions:
        source = by_id.get(said.source_mention or "", -1)
        body = partition.clues[of.get(said.source_mention or "", source)] if source >= 0 else None
        if body is None or not _DEFENCE & set(body.words):
            continue
        if side := next((s for c in (body, partition.clues[source]) if (s := c.mention.side)), None):
            _lay(partition, said, side)


def by_headline(partition: Partition) -> None:
    """Join "Army" or "Police" in a headline with the body of that name that the report then speaks of."""
    for i, clue in enumerate(partition.clues):
        if clue.sentence:
            return
        if clue.words and set(clue.words) <= _AT_HOME and clue.root.sent[-1].text not in _STOPS:
            later = range(i + 1, len(partition.clues))
            report = (j for j in later if 0 < partition.clues[j].sentence <= _LEAD and _is_body(partition.clues[j], clue))
            next((j for j in report if partition.join(i, j)), None)


def _is_body(clue: Clue, short: Clue) -> bool:
    return clue.form is Form.NOMINAL and clue.definite and clue.lemma == short.words[-1]


def _lay(partition: Partition, said: Attribution, side: str) -> None:
    for content in said.content:
        inside = [i for i, clue in enumerate(partition.clues) if content.holds(clue.mention.span) and clue.kind is Kind.UNIT]
        for place, i in enumerate(inside):
            bare = (clue := partition.clues[i]).form is Form.NOMINAL and set(clue.words) <= _EMPTY | FORCES and not _owned(clue)
            if bare and clue.definite and not any(partition.side(j) not in ("", side) for j in inside[:place]):
                partition.tell_side(i, side)


def _owned(clue: Clue) -> bool:
    return any(child.dep_ == "poss" or child.lower_ == "of" for child in clue.root.children)


def forces_of(partition: Partition, members: Iterable[int]) -> str | None:
    """Return the country whose forces, police or rulers the clues `members` are, as the text says it of one of them ("its
    troops"); None for other things, since a country's allies are not its own."""
    own = (i for i in members if (c := partition.clues[i]).mention.type == "ArmedForce" or c.lemma in _AT_HOME)
    return next((side for i in own if (side := partition.side(i))), None)


def _side(partition: Partition, clue: Clue, places: Mapping[str, Place]) -> str | None:
    """Return the country of a body: its own, or that of whose it is ("its troops")."""
    if clue.mention.side or clue.kind not in (Kind.UNIT, Kind.ORGANISATION):
        return clue.mention.side
    owners = partition.by_root
    owner = next((owners[child.i] for child in clue.root.children if child.dep_ == "poss" and child.i in owners), None)
    if owner is None:
        owner = _land_before(partition, clue)
    if owner is None:
        return None
    cluster = [partition.clues[k] for k in partition.members(owner)]
    return next((side for other in cluster if (side := country_of(other, places) or other.mention.side)), None)


def _land_before(partition: Partition, clue: Clue) -> int | None:
    """Return the country that the sentence begins with, for a body that it then speaks of: "In Chad, the army closed"."""
    if clue.form is not Form.NOMINAL or not clue.definite or not set(clue.words) <= _EMPTY | _AT_HOME:
        return None
    first = clue.root.sent[0]
    if first.lower_ not in ("in", "across") or first.head not in clue.root.ancestors:
        return None
    return next((partition.by_root[t.i] for t in first.children if t.dep_ == "pobj" and t.i in partition.by_root), None)


def _body(clue: Clue) -> str | None:
    """Return which body of its country `clue` means: forces, government, or the words of a ministry."""
    if clue.indefinite or clue.form is Form.PRONOUN or any(child.dep_ in ("nummod", "relcl") for child in clue.root.children):
        return None
    words = {_SPELT.get(word, word) for word in clue.words if word not in _EMPTY and not _is_country(word)}
    if clue.kind is Kind.UNIT and not _is_numbered(clue) and words and words <= FORCES:
        return "forces"
    if clue.kind is not Kind.ORGANISATION:
        return None
    if clue.mention.type == "Government" and (words <= GOVERNMENTS):
        return "government"
    return " ".join(sorted(words)) if clue.mention.type == "Ministry" and len(words) > 1 else None


def _is_numbered(clue: Clue) -> bool:
    return clue.mention.unit is not None and clue.mention.unit.number is not None


def _is_country(word: str) -> bool:
    name = word.title()
    return name in demonyms() or name in known() or word in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name.lower() for name in capitals())
