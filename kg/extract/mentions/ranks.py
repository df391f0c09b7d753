"""Ranks: how far each finder is trusted where two claim the same words."""

UNIT = 90
"""A numbered unit: the pattern is unmistakable."""
ARM = 80
"""A weapon or vehicle of the lists."""
BODY = 75
"""A body named by its last words ("Sudanese Armed Forces")."""
PHRASE = 75
"""A well-known name of several words."""
LONG_NAME = 60
"""A name found by the model that is longer than one of the lists inside it."""
WORD = 50
"""A well-known name of one word."""
PLACE = 45
"""A name of the gazetteer with a word before it that says "place"."""
NAME = 40
"""A name found by the model."""
DEMONYM = 30
NOMINAL = 20
PRONOUN = 10
