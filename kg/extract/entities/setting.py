"""Setting: what a document says of where it plays, to weigh what one of its names means."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.lexicon.gazetteer import Place

LOCAL_KM = 150.0
"""The distance at which the help of a neighbour has fallen to a third."""
BAND = 10.0
"""Degrees of latitude beyond which places are no neighbours."""
MOST = 250
"""Names whose neighbourhood is weighed: the surest, of a text that names more than any article does."""

Key = tuple[str, str | None]
"""What a name is known by: `Toponym.key`."""
Spot = tuple[float, float, float]
"""Latitude, longitude, and how far it is to be trusted that a name means the place there."""


class Setting:
    """Where a document plays, by the names in it, all in one case: `others` are the weights of countries that other words than
    names speak for, `votes` the country and weight that a name speaks for, `meanings` what each name may mean, with how far
    that is to be trusted."""

    def __init__(
        self,
        others: Mapping[str, float],
        votes: Mapping[str, tuple[str, float]],
        meanings: Mapping[str, Sequence[tuple[Place, float]]],
    ) -> None:
        self._votes = votes
        self._countries = defaultdict(float, others)
        for country, weight in votes.values():
            self._countries[country] += weight
        self._total = sum(self._countries.values())
        self._regions = {key: _by_region(found) for key, found in meanings.items()}
        self._trust: defaultdict[str, float] = defaultdict(float)
        for regions in self._regions.values():
            for region, trust in regions.items():
                self._trust[region] += trust
        self._bands = _banded(_surest({key: spots for key, found in meanings.items() if (spots := _spots(found))}))

    def share(self, country: str, but: str) -> float:
        """Return the share of `country` among the votes of all names but `but`: no name speaks for itself."""
        own, weight = self._votes.get(but, ("", 0.0))
        total = self._total - weight
        return (self._countries.get(country, 0.0) - weight * (own == country)) / total if total > 1e-9 else 0.0

    def told(self, but: str) -> float:
        """Return how much all names but `but` say of which countries the text speaks of: about one for each sure name."""
        return self._total - self._votes.get(but, ("", 0.0))[1]

    def in_region(self, place: Place, but: str) -> float:
        """Return how many names but `but` mean something in the region of `place`, each as far as it is to be trusted."""
        return self._trust.get(place.admin1, 0.0) - self._regions.get(but, {}).get(place.admin1, 0.0)

    def near(self, place: Place, but: str, most: float) -> float:
        """Return how many names but `but` mean something near `place`, each by its nearness and as far as it is to be trusted;
        `most` if there are more."""
        if place.lat is None or place.lon is None:
            return 0.0
        near, best, last = 0.0, 0.0, None
        for key, lat, lon, trust in self._bands.get(int(place.lat // BAND), ()):
            if key is not last:
                near, best, last = near + best, 0.0, key
                if near >= most:
                    return most
            if key != but:
                best = max(best, trust * _nearness(place.lat, place.lon, lat, lon))
        return min(near + best, most)


def nearness(a: Place, b: Place) -> float:
    """Return 1 for places at one spot, less the farther they lie apart, 0 if it is not known where one lies."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return _nearness(a.lat, a.lon, b.lat, b.lon)


def _nearness(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    north = lat - other_lat
    if north > BAND or north < -BAND:
        return 0.0
    # On a plane: within the distances that count, the error is below one per cent.
    across = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.exp(-111.2 * math.hypot(north, across) / LOCAL_KM)


def _by_region(meanings: Sequence[tuple[Place, float]]) -> dict[str, float]:
    """Return the regions that a name may mean or lie in, each with the trust in the surest of those meanings."""
    found: dict[str, float] = {}
    for place, trust in meanings:
        if place.admin1:
            found[place.admin1] = max(trust, found.get(place.admin1, 0.0))
    return found


def _spots(meanings: Sequence[tuple[Place, float]]) -> list[Spot]:
    return [(p.lat, p.lon, trust) for p, trust in meanings if p.kind != "region" and p.lat is not None and p.lon is not None]


def _banded(spots: dict[str, list[Spot]]) -> dict[int, list[tuple[str, float, float, float]]]:
    """Return the spots that may be near a place of each band of latitude, those of one name together."""
    bands: defaultdict[int, list[tuple[str, float, float, float]]] = defaultdict(list)
    for key, found in spots.items():
        for lat, lon, trust in found:
            for band in range(int(lat // BAND) - 1, int(lat // BAND) + 2):
                bands[band].append((key, lat, lon, trust))
    return bands


def _surest(spots: dict[str, list[Spot]]) -> dict[str, list[Spot]]:
    if len(spots) <= MOST:
        return spots
    ordered = sorted(spots, key=lambda key: -max(trust for _, _, trust in spots[key]))
    return {key: spots[key] for key in ordered[:MOST]}
