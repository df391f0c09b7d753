"""Harms: the words that say people were killed, wounded, captured …, each with the victims that stand in its frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.figures.reality import Reality, reality
from kg.lexicon.words import Row, table
from kg.model import Measure

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}


@dataclass(frozen=True, slots=True)
class Harm:
    """One victim phrase of one harmful word: `victim` is its head token, `weak` whether the word harms only people."""

    measure: Measure
    trigger: Token
    victim: Token
    reality: Reality
    weak: bool


def harms(doc: Doc) -> Iterator[Harm]:
    """Yield the harms of `doc` in text order, one for each of coordinated victims."""
    for token in doc:
        for row in _rows(token):
            told = reality(token)
            for victim in _victims(token, row):
                for each in coordinated(victim):
                    yield Harm(Measure(row["measure"]), token, each, told, row["force"] == "weak")


def coordinated(head: Token) -> list[Token]:
    """Return `head` and the nouns or numbers coordinated with it ("two soldiers and a civilian")."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "ADV"):
            found += coordinated(child)
    return found


@cache
def _lexicon() -> dict[tuple[str, str], list[tuple[tuple[str, ...], Row]]]:
    entries: dict[tuple[str, str], list[tuple[tuple[str, ...], Row]]] = {}
    for row in table("casualty_words"):
        first, *rest = row["word"].split()
        entries.setdefault((first, row["pos"]), []).append((tuple(rest), row))
    return {key: sorted(rows, key=lambda entry: -len(entry[0])) for key, rows in entries.items()}


def _rows(token: Token) -> Iterator[Row]:
    """Yield the entries of the lexicon that `token` and its complements stand for: the longest of each part of speech."""
    pos = _POS.get(token.pos_)
    for key in _keys(token, pos):
        for rest, row in _lexicon().get(key, ()):
            if all(_complement(token, word) for word in rest):
                yield row
                return


def _keys(token: Token, pos: str | None) -> list[tuple[str, str]]:
    if pos == "verb":
        # "was found dead", "people killed in": a participle that describes a noun is read as one
        described = token.dep_ in ("amod", "acomp", "oprd")
        return [(token.lower_, "adj"), (token.lemma_.lower(), "verb")] if described else [(token.lemma_.lower(), "verb")]
    if pos == "noun":
        return [(token.lemma_.lower(), "noun"), (token.lower_, "adj")]
    return [(token.lower_, "adj")] if pos == "adj" else []


def _complement(token: Token, word: str) -> bool:
    for child in token.children:
        if child.lower_ == word or child.lemma_ == word or any(grand.lower_ == word for grand in child.children):
            return child.i > token.i
    return False


def _victims(token: Token, row: Row) -> Iterator[Token]:
    frame = row["frame"]
    if frame == "patient":
        yield from _patients(token)
    elif frame == "subject":
        yield from _subjects(token, ("nsubj", "nsubjpass"))
    elif frame == "modified":
        yield from _modified(token)
    else:
        if "head" in frame:
            yield token
        if "of" in frame:
            yield from _of(token)


def passive(verb: Token) -> bool:
    """Whether `verb` is a passive participle: with "be", reduced ("people killed in"), or describing a noun."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ in ("acl", "amod", "oprd"):
        return True
    if any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    return verb.dep_ != "conj" or passive(verb.head)


def _patients(verb: Token) -> Iterator[Token]:
    if passive(verb):
        yield from _subjects(verb, ("nsubjpass", "nsubj"))
        return
    yield from (child for child in verb.children if child.dep_ in ("dobj", "obj", "dative"))
    if not any(child.dep_ == "dobj" for child in verb.children):
        # "killed and wounded 20 people": the object stands with the last verb
        after = next(
            (verb_after for verb_after in verb.children if verb_after.dep_ == "conj" and verb_after.pos_ == "VERB"), None
        )
        yield from (child for child in (after.children if after is not None else ()) if child.dep_ == "dobj")


def _subjects(verb: Token, labels: tuple[str, ...]) -> Iterator[Token]:
    """Yield the subject of `verb`: its own, the noun it describes, or the one it shares with the verb it hangs on."""
    own = [child for child in verb.children if child.dep_ in labels]
    if own:
        for child in own:
            yield _antecedent(child, verb)
        return
    if verb.dep_ in ("acl", "amod", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        yield verb.head
    elif verb.dep_ in ("xcomp", "oprd", "acomp", "conj", "ccomp", "advcl", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ in ("oprd", "acomp", "ccomp", "xcomp") and (
            objects := [c for c in verb.head.children if c.dep_ == "dobj"]
        ):
            yield from objects
        elif verb.dep_ not in ("ccomp", "advcl", "dep"):
            yield from _subjects(verb.head, ("nsubjpass", "nsubj"))


def _antecedent(subject: Token, verb: Token) -> Token:
    relative = subject.lower_ in ("who", "that", "which", "whom") and verb.dep_ == "relcl"
    return verb.head if relative else subject


def _modified(adjective: Token) -> Iterator[Token]:
    if adjective.dep_ in ("amod", "acl") and adjective.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        yield adjective.head
    elif adjective.dep_ in ("acomp", "oprd", "xcomp", "ccomp", "conj", "attr"):
        yield from _subjects(adjective, ("nsubj", "nsubjpass"))


_PARTS = ("attempt", "plot", "threat", "squad", "penalty", "toll", "threats", "bid", "sentence", "row", "trial", "charge")


def _of(noun: Token) -> Iterator[Token]:
    """Yield whose death it is: "the murder of X", "X's murder"; nobody's in "murder attempt"."""
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in _PARTS:
        return
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (grand for grand in child.children if grand.dep_ == "pobj")
        elif child.dep_ == "poss" and child.tag_ not in ("PRP$",):
            yield child
