"""Kept: small answers of the newest snapshot, given again to whoever asks the same."""

from collections import OrderedDict
from dataclasses import dataclass, field

SMALL, MANY = 1 << 14, 1024
"""Bytes of an answer that is kept, and how many are: 16 MiB at most."""


@dataclass(slots=True)
class Kept:
    """Answers to what was asked of one version of the graph; those that nobody has asked for longest go first. Each is what the
    worker said of it, and its body."""

    _version: str = ""
    _answers: OrderedDict[str, tuple[bytes, bytes]] = field(default_factory=OrderedDict)

    def find(self, version: str, word: str) -> tuple[bytes, bytes] | None:
        """Return the answer that `version` of the graph gives to what `word` stands for; None if it is not here."""
        if version != self._version or word not in self._answers:
            return None
        self._answers.move_to_end(word)
        return self._answers[word]

    def keep(self, version: str | None, word: str, said: bytes, body: bytes) -> None:
        """Keep a whole answer of `version` of the graph, unless it is large. One of another version takes the place of all: a
        worker reads the newest there is."""
        if len(body) > SMALL or not version:
            return
        if version != self._version:
            self._version = version
            self._answers.clear()
        self._answers[word] = said, body
        if len(self._answers) > MANY:
            self._answers.popitem(last=False)
