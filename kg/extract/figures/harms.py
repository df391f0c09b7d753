"""Harms: the words that say people were killed, wounded, captured …, each with the victims that stand in its frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.figures.lists import barred, coordinated
from kg.extract.figures.outcome import outcome
from kg.extract.figures.reality import Reality, reality
from kg.extract.figures.victims import persons
from kg.lexicon.words import Row, table, word_set
from kg.model import Measure

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}


@dataclass(frozen=True, slots=True)
class Harm:
    """One victim phrase of one harmful word: `victim` is its head token, `force` the kind of victim the word takes,
    `first` whether it is the first of coordinated victims."""

    measure: Measure
    trigger: Token
    victim: Token
    reality: Reality
    force: str
    first: bool = True


def harms(doc: Doc) -> Iterator[Harm]:
    """Yield the harms of `doc` in text order, one for each of coordinated victims."""
    for token in doc:
        for row in _rows(token):
            told = reality(token)
            for victim in _victims(token, row):
                if any(child.lower_ == "neither" for child in victim.children):
                    continue
                if victim == token:  # "caused deaths and damage": what stands beside a word of harm is not harmed by it
                    yield Harm(_measure(token, row), token, victim, told, row["force"])
                    continue
                for each in (*coordinated(victim), *_company(victim, token), *_among(victim)):
                    yield Harm(_measure(token, row), token, each, told, row["force"], each == victim)


def _measure(token: Token, row: Row) -> Measure:
    """Return the measure of `row`: "shot" and "stabbed" leave open what became of the victims, unless the report tells on."""
    open_end = row["measure"] == Measure.CASUALTIES and row["pos"] == "verb"
    return outcome(token) if open_end else Measure(row["measure"])


def _among(named: Token) -> Iterator[Token]:
    """Yield those who are said to be among the harmed: "two policemen were among those killed"."""
    if named.dep_ == "pobj" and named.head.lower_ == "among" and named.head.head.lemma_ == "be":
        yield from (each for child in named.head.head.children if child.dep_ == "nsubj" for each in coordinated(child))


def _company(victim: Token, trigger: Token) -> Iterator[Token]:
    """Yield those who share the fate of `victim`: "was killed along with two of his guards"."""
    for child in (*victim.children, *trigger.children):
        if child.lower_ in ("along", "together") and child.i > victim.i:
            for step in child.children:
                if step.lower_ == "with":
                    yield from (each for grand in step.children if grand.dep_ == "pobj" for each in coordinated(grand))


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
            if not rest or _completed(token, rest):
                if not (_natural(token) or _getaway(token)):
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


def _completed(token: Token, rest: tuple[str, ...]) -> bool:
    """Whether the words `rest` complete `token`: one as its particle or complement, more of them close behind it."""
    if len(rest) == 1:
        return _complement(token, rest[0])
    close = token.doc[token.i + 1 : token.i + _NEAR]
    behind = [word.lower_ for word in takewhile(lambda word: not word.is_sent_start, close)]
    return all(word in behind for word in rest)


_NEAR = 8


def _natural(token: Token) -> bool:
    """Whether someone is said to have died a natural death ("died of cancer", "died peacefully") or to be ill."""
    if token.lemma_ not in ("die", "hospitalize", "hospitalise"):
        return False
    causes = [grand for child in token.children if child.lower_ in ("of", "from", "with", "for") for grand in child.children]
    return (any(c.lower_ in word_set("natural_deaths") for c in causes) and not any(c.lower_ == "bomb" for c in causes)) or any(
        child.lower_ in ("peacefully", "naturally") for child in token.children
    )


def _getaway(token: Token) -> bool:
    """Whether those who flee are out to escape the police, and not from their homes."""
    under = (child for child in token.children if child.dep_ in ("dobj", "prep"))
    nouns = {noun.lemma_.lower() for child in under for noun in (child, *child.children)}
    return token.lemma_ == "flee" and not nouns.isdisjoint(_LAW)


_LAW = frozenset(["scene", "police", "policeman", "officer", "custody", "jail", "prison", "arrest", "justice", "checkpoint"])


def _complement(token: Token, word: str) -> bool:
    for child in token.children:
        if (
            child.lower_ == word
            or child.lemma_ == word
            or any(word == grand.lower_ or (word == grand.lemma_ and grand.pos_ == "NOUN") for grand in child.children)
        ):
            return True
    return False


def _victims(token: Token, row: Row) -> Iterator[Token]:
    frame = row["frame"]
    if frame == "patient":
        yield from _patients(token)
    elif frame == "dative":
        yield from (child for child in token.children if child.dep_ == "dative")
    elif frame == "lives of":
        lives = [child for child in token.children if child.lower_ in ("lives", "life")]
        yield from (victim for noun in lives for victim in _of(noun))
    elif frame == "subject":
        yield from _subjects(token, ("nsubj", "nsubjpass"))
    elif frame == "modified":
        yield from _modified(token)
    elif token.dep_ != "compound" and not (token.dep_ == "pobj" and token.head.lower_ == "to"):
        found = [*(_of(token) if "of" in frame else ()), *(_bearers(token) if "with" in frame else ())]
        yield from found or ([token] if "head" in frame or ("number" in frame and _is_counted(token)) else [])


def _is_counted(noun: Token) -> bool:
    """Whether a number says how many there were ("16 murders"); "the 16 murders" are known already."""
    words = {child.lower_ for child in noun.lefts}
    return noun.tag_ == "NNS" and "the" not in words and any(child.dep_ == "nummod" for child in noun.lefts)


def _bearers(wound: Token) -> Iterator[Token]:
    """Yield who has `wound`: "a man with burns", "were found with gunshot wounds", "came in with a head injury"."""
    if wound.dep_ != "pobj" or wound.head.lower_ != "with":
        return
    bearer = wound.head.head
    if bearer.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        yield bearer
    elif bearer.lemma_ in _BROUGHT:
        objects = [child for child in bearer.children if child.dep_ == "dobj"]
        yield from objects or _subjects(bearer, ("nsubjpass",))
    elif bearer.lemma_ in _CAME:
        yield from _subjects(bearer, ("nsubj",))


_BROUGHT = (
    "find",
    "discover",
    "take",
    "bring",
    "rush",
    "hospitalize",
    "hospitalise",
    "treat",
    "admit",
    "leave",
    "receive",
    "see",
)
_CAME = ("arrive", "come", "walk", "appear", "stagger", "lie")


def passive(verb: Token) -> bool:
    """Whether `verb` is a passive participle: with "be", with its agent, reduced ("people killed in"), or describing a noun."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children) or verb.dep_ in ("acl", "amod", "oprd"):
        return True
    if any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    return verb.dep_ != "conj" or passive(verb.head)


def _patients(verb: Token) -> Iterator[Token]:
    if (some := _of_whom(verb)) is not None:
        yield some
        return
    if passive(verb) or _found_so(verb):
        yield from _subjects(verb, ("nsubjpass", "nsubj"))
        return
    objects = [child for child in verb.children if child.dep_ in ("dobj", "dative") and not barred(verb, child)]
    for found in objects:
        # "killed himself": the victim is the subject
        yield from _subjects(verb, ("nsubj",)) if found.lower_ in _SELF else [found]
    if not objects:
        # a subject that begins right behind the verb is its object, misread: "murdered 70,000 people, the priests included"
        clauses = [child for child in verb.children if child.dep_ == "ccomp"]
        yield from (c for clause in clauses for c in clause.children if c.dep_ == "nsubj" and c.left_edge.i == verb.i + 1)
        # "killed and wounded 20 people": the object stands with the last verb
        after = next(
            (verb_after for verb_after in verb.children if verb_after.dep_ == "conj" and verb_after.pos_ == "VERB"), None
        )
        yield from (child for child in (after.children if after is not None else ()) if child.dep_ == "dobj")


def _of_whom(verb: Token) -> Token | None:
    """Return the number of those whom `verb` befell where it is not its subject: "11,600 fighters, of whom 339 have been
    killed"; all of them were not."""
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return None
    of = next((child for child in verb.lefts if child.lower_ == "of" and _relative(child)), None)
    return next((token for token in of.subtree if token.pos_ == "NUM"), None) if of is not None else None


def _relative(preposition: Token) -> bool:
    return any(child.lower_ in ("whom", "which") for child in preposition.children)


def _found_so(verb: Token) -> bool:
    """Whether `verb` says how somebody was found: "found a man shot in the leg"; also a participle read as a past tense
    because one joined to it has the agent: "a man shot and killed by police"."""
    if verb.tag_ not in ("VBN", "VBD") or any(child.dep_ in ("dobj", "aux", "auxpass", "mark") for child in verb.children):
        return False
    if any(child.dep_ == "conj" and passive(child) for child in verb.children):
        return True
    return verb.dep_ == "ccomp" and verb.head.lemma_ in ("find", "discover", "leave") and verb.i > verb.head.i


def _subjects(verb: Token, labels: tuple[str, ...]) -> Iterator[Token]:
    """Yield the subject of `verb`: its own, the noun it describes, or the one it shares with the verb it hangs on."""
    own = [child for child in verb.children if child.dep_ in labels and not _labels_the_line(child)]
    if own:
        yield from (_antecedent(child, verb) for child in own if any(map(str.isalnum, child.text)))
        return
    if verb.dep_ in ("oprd", "acomp", "xcomp", "ccomp") and verb.head.lemma_ in _LEAVING and not passive(verb.head):
        yield from (child for child in verb.head.children if child.dep_ == "dobj")
        return
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before", "since") and verb.head.head.pos_ in ("VERB", "AUX"):
        yield from _subjects(verb.head.head, ("nsubjpass", "nsubj"))
        return
    if verb.dep_ in ("acl", "amod", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        yield _bereaved_of(verb.head) or verb.head
    elif verb.dep_ in ("xcomp", "oprd", "acomp", "conj", "ccomp", "advcl", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ in ("oprd", "acomp", "ccomp", "xcomp") and (
            objects := [c for c in verb.head.children if c.dep_ == "dobj"]
        ):
            yield from objects
        elif verb.dep_ not in ("ccomp", "advcl", "dep"):
            yield from _subjects(verb.head, ("nsubjpass", "nsubj"))


def _bereaved_of(noun: Token) -> Token | None:
    """Return whom a participle behind "the family of the man" describes: the man, not his family."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None) if noun.lemma_ in _BEREAVED else None
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None


_BEREAVED = (
    "family", "relative", "parent", "mother", "father", "wife", "widow", "husband", "son", "daughter", "brother", "sister",
    "friend", "neighbour", "neighbor", "colleague", "lawyer", "attorney", "funeral", "killer", "name",
)  # fmt: skip


def _labels_the_line(subject: Token) -> bool:
    """Return whether a colon follows `subject`: in "Police: two die in crash" it is who speaks, not who dies."""
    end = subject.right_edge.i + 1
    return end < len(subject.doc) and subject.doc[end].text == ":"


_LEAVING = ("leave", "find", "declare", "pronounce", "presume", "report", "list")
"""Verbs whose object is what the word after it describes: "left 20 people dead"."""
_SELF = ("himself", "herself", "themselves", "itself")


def _antecedent(subject: Token, verb: Token) -> Token:
    relative = subject.lower_ in ("who", "that", "which", "whom") and verb.dep_ == "relcl"
    if relative:
        return verb.head
    return _taken_there(verb) or subject if subject.lower_ == "they" and verb.dep_ == "relcl" else subject


def _taken_there(verb: Token) -> Token | None:
    """Return who "they" are in "both were taken to a hospital, where they died": the subject of the passive clause around."""
    if not any(child.lower_ == "where" for child in verb.children):
        return None
    clauses = takewhile(lambda token: token.sent == verb.sent, verb.ancestors)
    return next((c for clause in clauses for c in clause.children if c.dep_ == "nsubjpass" and c.tag_ in _PLURAL), None)


_PLURAL = ("NNS", "NNPS", "CD", "DT")


def _modified(adjective: Token) -> Iterator[Token]:
    if adjective.dep_ in ("amod", "acl") and adjective.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        yield adjective.head
    elif adjective.dep_ in ("acomp", "oprd", "xcomp", "ccomp", "conj", "attr"):
        yield from _subjects(adjective, ("nsubj", "nsubjpass"))
    elif adjective.dep_ == "pobj":
        yield from _among(adjective)


def _of(noun: Token) -> Iterator[Token]:
    """Yield whose death it is: "the murder of X", "X's murder"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (grand for grand in child.children if grand.dep_ == "pobj")
            yield from _joined_victims(noun)
        elif child.dep_ == "poss" and child.tag_ not in ("PRP$",):
            yield child
    if not any(child.lower_ == "of" for child in noun.children):
        yield from _bracketed(noun)


def _joined_victims(noun: Token) -> Iterator[Token]:
    """Yield the victims that a parser joins to `noun`, not to the first of them: "the murder of X and [two] of his guards"."""
    for child in noun.rights:
        if child.dep_ == "conj" and (child.pos_ == "NUM" or (child.pos_ == "NOUN" and child.lemma_.lower() in persons())):
            yield from coordinated(child)


def _bracketed(noun: Token) -> Iterator[Token]:
    """Yield the victim that a bracket or quotation mark parts from its noun ("the massacre [of six priests]")."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if len(after) == 2 and after[0].is_punct and after[1].lower_ == "of":
        yield from (child for child in after[1].children if child.dep_ == "pobj")
