"""Speech: whom "I", "we" and "you" stand for, inside a quotation and outside."""

from collections import defaultdict
from collections.abc import Iterable

from kg.extract.entities.clues import Clue
from kg.extract.entities.partition import Partition
from kg.extract.reading import Quotation
from kg.extract.shelf import Shelf
from kg.model import Attribution, Form, Kind


def speakers(partition: Partition, quotations: Iterable[Quotation], attributions: Iterable[Attribution]) -> dict[int, int]:
    """Return, for the place of each quotation whose speaker is known, the clue of the mention that names the speaker."""
    by_id = {clue.mention.id: i for i, clue in enumerate(partition.clues)}
    sources = Shelf(
        (content, (content, by_id[said.source_mention]))
        for said in attributions
        if said.source_mention in by_id
        for content in said.content
    )
    found = {}
    for place, quotation in enumerate(quotations):
        shared = [(content.shared(quotation.content), -len(content), who) for content, who in sources.at(quotation.content)]
        best = max(shared, default=(0, 0, -1))
        if best[0] * 2 > len(quotation.content):
            found[place] = best[2]
    return found


def first_and_second_person(partition: Partition, speakers: dict[int, int]) -> None:
    """Join "I" with the speaker of its quotation, "we" with a speaker that is a body or several people; those of one speaker
    with one another; and "you" within one quotation."""
    groups: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for i, clue in enumerate(partition.clues):
        if clue.form is Form.PRONOUN and clue.person < 3:
            groups[_group(partition, clue, speakers)].append(i)
    for (word, who), members in groups.items():
        for i in members[1:]:
            partition.join(members[0], i)
        if who >= 0 and word != "you" and _can_say(partition.clues[who], word):
            partition.join(who, members[0])


def _group(partition: Partition, clue: Clue, speakers: dict[int, int]) -> tuple[str, int]:
    if clue.person == 2:
        return "you", clue.quotation
    word = "we" if clue.number == "pl" else "I"
    who = speakers.get(clue.quotation, -1)
    if who >= 0:
        return word, partition.members(who)[0]
    # The same quotation, else the outlet's own voice.
    return word, -2 - clue.quotation


def _can_say(speaker: Clue, word: str) -> bool:
    single = speaker.kind is Kind.PERSON and speaker.number != "pl"
    return single if word == "I" else not single
