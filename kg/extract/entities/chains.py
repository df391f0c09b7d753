"""Chains: the clusters of mentions as entities, with their kinds, names and links."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.extract.entities.clues import Clue
from kg.extract.entities.names import known_as
from kg.extract.entities.places import SURE, Ranked
from kg.extract.entities.toponyms import Toponym
from kg.lexicon import word_set
from kg.lexicon.gazetteer import WIKIDATA, Place, gazetteer
from kg.model import Candidate, Chain, Form, Kind

PRECISION = {
    "country": "country",
    "region": "region",
    "district": "region",
    "area": "region",
    "settlement": "settlement",
    "site": "site",
}
MOST = 5
"""Candidates kept with a chain."""


def chain(
    cluster: Sequence[Clue],
    toponyms: Mapping[str, Toponym],
    ranked: Mapping[str, Sequence[Ranked]],
    country: str | None,
    side: str | None = None,
) -> Chain:
    """Return the chain of `cluster`; `toponyms` and `ranked` tell of its mentions of places, `country` is the code of the
    country that it is, `side` that of the country whose it is, should its own words not say so."""
    first = cluster[0].mention
    kind = _kind(cluster, country)
    name = _name(cluster, kind)
    plain = Chain(
        f"x{first.span.start}-{first.span.end}",
        kind,
        name,
        tuple(clue.mention.id for clue in cluster),
        _type(cluster, kind),
        next((clue.mention.side for clue in cluster if clue.mention.side and clue.kind == kind), side),
    )
    if country and (place := gazetteer().country(country)):
        return _country(plain, place, cluster)
    if kind in (Kind.PLACE, Kind.FACILITY):
        return _place(plain, cluster, toponyms, ranked)
    return _known(plain, cluster)


def _kind(cluster: Sequence[Clue], country: str | None) -> Kind:
    if country:
        return Kind.PLACE
    for form in (Form.NAMED, Form.NOMINAL, Form.PRONOUN):
        kinds = Counter(clue.kind for clue in cluster if clue.form is form)
        if kinds:
            return kinds.most_common(1)[0][0]
    return cluster[0].kind


def _type(cluster: Sequence[Clue], kind: Kind) -> str | None:
    ordered = sorted(cluster, key=lambda clue: clue.form is not Form.NAMED)
    return next((clue.mention.type for clue in ordered if clue.mention.type and clue.kind == kind), None)


def _name(cluster: Sequence[Clue], kind: Kind) -> str:
    """Return the fullest name, else the fullest phrase, if one does, that says whose without a pronoun ("our forces" is what
    they themselves say); else the first pronoun."""
    for form in (Form.NAMED, Form.NOMINAL):
        texts = [_plain(clue.text) for clue in cluster if clue.form is form and clue.kind == kind]
        if texts:
            return max(texts, key=lambda text: (not _says_whose(text), min(len(text.split()), 6)))  # of equals the first
    return _plain(cluster[0].text)


def _says_whose(text: str) -> bool:
    return text.split()[0].lower() in word_set("possessives")


def _plain(text: str) -> str:
    return re.sub(r"\s*[’'`]\s?s?$", "", " ".join(text.split())) or text


def _country(chain: Chain, place: Place, cluster: Sequence[Clue]) -> Chain:
    """Return the chain of a country; where only its demonym is said, the country's own name is its name."""
    others = (Candidate(WIKIDATA.format(place.wikidata), place.name, 1.0),) if place.wikidata else ()
    named = any(clue.form is Form.NAMED and clue.kind is Kind.PLACE for clue in cluster)
    return _with(chain, place, others, "Country", chain.name if named else place.name)


def _with(chain: Chain, place: Place, candidates: tuple[Candidate, ...], type_: str | None, name: str) -> Chain:
    return Chain(
        chain.id,
        Kind.PLACE if place.kind == "country" else chain.kind,
        name,
        chain.mentions,
        type_,
        place.country or chain.side,
        place.link,
        place.lat,
        place.lon,
        PRECISION[place.kind],
        candidates,
    )


def _place(
    chain: Chain, cluster: Sequence[Clue], toponyms: Mapping[str, Toponym], ranked: Mapping[str, Sequence[Ranked]]
) -> Chain:
    """Return the chain of a place with its link, or with its candidates alone where none clearly wins."""
    found = [(ranked[i], toponyms[i]) for clue in cluster if (i := clue.mention.id) in ranked and ranked[i]]
    if not found:
        return chain
    best, toponym = max(found, key=lambda pair: pair[0][0].share)
    candidates = tuple(_candidate(r) for r in best[:MOST] if r.place.link)
    top = best[0].place
    if toponym.part or toponym.hint == "front":
        return Chain(
            chain.id, chain.kind, chain.name, chain.mentions, toponym.type or chain.type, top.country or None, None,
            top.lat, top.lon, PRECISION["region" if top.kind == "country" else top.kind], candidates,
        )  # fmt: skip
    if best[0].share < SURE:
        return Chain(chain.id, chain.kind, chain.name, chain.mentions, chain.type, chain.side, candidates=candidates)
    return _with(chain, top, candidates, _place_type(chain, toponym, top), chain.name)


def _place_type(chain: Chain, toponym: Toponym, place: Place) -> str | None:
    return toponym.type or (
        place.type if place.kind in ("country", "region", "settlement", "district") else chain.type or place.type
    )


def _candidate(ranked: Ranked) -> Candidate:
    return Candidate(ranked.place.link or "", ranked.place.name, round(ranked.share, 3))


def _known(chain: Chain, cluster: Sequence[Clue]) -> Chain:
    names = [_plain(clue.text) for clue in sorted(cluster, key=lambda clue: -len(clue.text)) if clue.form is Form.NAMED]
    what = known_as(names)
    if what is None or what.kind != chain.kind:
        return chain
    return Chain(
        chain.id,
        chain.kind,
        chain.name,
        chain.mentions,
        chain.type or what.type or None,
        chain.side or what.side or None,
        what.link,
    )
