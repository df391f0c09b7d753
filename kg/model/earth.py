"""Earth: distances between points."""

from math import asin, cos, radians, sin, sqrt

RADIUS = 6371.0
"""The mean radius of the Earth in kilometres."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points, given in degrees, in kilometres (haversine).

    >>> round(kilometres(50.4501, 30.5234, 49.9935, 36.2304))
    409
    """
    one, two, three, four = (radians(angle) for angle in (lat, lon, other_lat, other_lon))
    half = sin((three - one) / 2) ** 2 + cos(one) * cos(three) * sin((four - two) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))
