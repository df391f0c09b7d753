"""Syntax: who does what to whom, read off a parse.

Passives, relative clauses, participles, coordination, control ("were forced to abandon") and light verbs ("carried out an
attack") all come out as the positions that a role frame names: ``nsubj``, ``dobj``, ``nsubjpass``, ``agent``, ``prep:on``,
``nsubj+dobj`` (the subject of a verb that has an object: who exploded a bomb, not the bomb that exploded), ``poss``,
``compound``, ``amod``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract.events.company import company, company_of_verb
from kg.lexicon import mapping, word_set

Positions = Mapping[str, tuple[Token, ...]]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_CLAUSES = frozenset({"xcomp", "advcl", "pcomp", "ccomp"})
_LOOSE = frozenset({"prep:from", "prep:to", "prep:into", "prep:against", "prep:with"})
"""Prepositions that a parser ties to the noun before them as readily as to the verb ("asked for arms from …")."""
_AIMING = frozenset({"aim", "target", "direct"})
_LAID: Mapping[str, str] = {"attribute": "to", "ascribe": "to", "blame": "on", "pin": "on"}
"""Verbs that lay an act at somebody's door, each with the preposition that names who it is."""
_HARM = frozenset({"kill", "injure", "wound", "hurt", "maim", "detain", "arrest", "displace", "capture", "damage", "destroy"})
_STATIONED = frozenset({"station", "garrison", "locate", "deploy", "position", "quarter", "encamp"})
_WITHIN = frozenset({"in", "at", "near", "around", "inside", "on"})
_MAIMING = frozenset({"kill", "injure", "wound", "hurt", "maim", "slay"})
_DEEP = 6
"""Steps up a chain of clauses in search of a subject; longer chains are broken parses."""


def is_passive(verb: Token) -> bool:
    """Return whether `verb` is a passive, with or without its auxiliary."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not (_has(verb, "aux") or _has(verb, "nsubj") or _has(verb, "dobj")):
        return is_passive(verb.head)  # "were killed or wounded"
    if _elliptical(verb):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not _has(verb, "aux")


def _elliptical(verb: Token) -> bool:
    """Return whether `verb` is a passive whose auxiliary is the one before ("ten people were killed and 62 others injured")."""
    bare = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ == "VERB" and verb.head.i < verb.i
    return (
        bare
        and _has(verb.head, "auxpass")
        and _has(verb, "nsubj")
        and not any(child.dep_ in ("aux", "dobj", "ccomp", "xcomp", "prt", "advmod") for child in verb.children)
        and verb.lemma_ in word_set("doing_verbs") | _HARM
    )


def harms(noun: Token) -> bool:
    """Return whether `noun` is said to kill or hurt: "a car bomb killed four", "four were hurt by a mine"."""
    verb = noun.head if noun.dep_ == "nsubj" else noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
    return verb is not None and (verb.lemma_ in _MAIMING or any(c.dep_ == "oprd" and c.lower_ == "dead" for c in verb.children))


def subjects(verb: Token, steps: int = 0) -> tuple[Token, ...]:
    """Return who does what `verb` says: its agent in a passive, else its subject, found through clauses and control."""
    if is_passive(verb):
        return tuple(expand(pobj for child in verb.children if child.dep_ == "agent" for pobj in _pobjs(child)))
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own:
        return tuple(expand(_antecedent(token, verb) for token in own))
    return () if steps > _DEEP else _inherited_subjects(verb, steps)


def objects(verb: Token) -> tuple[Token, ...]:
    """Return what `verb` is done to: its object, the subject of its passive, or the noun that its participle modifies."""
    if is_passive(verb):
        own = [child for child in verb.children if child.dep_ == "nsubjpass" or (child.dep_ == "nsubj" and _elliptical(verb))]
        return tuple(expand(_antecedent(token, verb) for token in own)) or _inherited_patients(verb)
    own = [child for child in verb.children if child.dep_ in _OBJECT]
    if own:
        return tuple(expand(_antecedent(token, verb) for token in own))
    if verb.dep_ == "relcl" and _has(verb, "nsubj") and not _relative_subject(verb):
        return (verb.head,)
    return tuple(expand(t for child in verb.children if child.dep_ == "prt" for t in child.children if t.dep_ in _OBJECT))


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, noun) for each noun that a preposition ties to `head`, or to a particle of it."""
    for child in head.children:
        if child.dep_ in ("prep", "agent", "prt", "dative", "advmod") and child.lower_ != "according":
            yield from _governed(child)


def positions(head: Token, words: Iterable[Token] = (), *, verbal: bool = True) -> dict[str, tuple[Token, ...]]:
    """Return what stands in each syntactic position around a trigger: its head, its other `words`, and whether it is a verb
    (or a participle or an adjective, whose subject is that of its copula) or a noun."""
    found: dict[str, list[Token]] = defaultdict(list)
    if verbal:
        _verbal(head, found)
    else:
        _nominal(head, found)
    _joined_by_others(head if verbal else light_verb(head), found)
    for child in head.children:
        if child.dep_ in ("dative", "npadvmod", "xcomp", "ccomp", "acl", "advcl"):
            found[child.dep_] += expand([child] if child.pos_ != "ADP" else _pobjs(child))
    for word in dict.fromkeys((head, *words)):
        _add_prepositional(word, found)
    moved = [noun for name in ("dobj", "nsubjpass", "prep:of") for noun in found[name]]
    if "prep:from" not in found and (stations := [place for noun in moved for place in _station(noun, head)]):
        found["prep:from"] += stations
    for noun in [*found["dobj"], *found["nsubjpass"], *found["prep:of"], *found["prep:for"]]:
        _add_prepositional(noun, found, only=_LOOSE - found.keys())
    return {name: tuple(dict.fromkeys(tokens)) for name, tokens in found.items()}


def _joined_by_others(verb: Token | None, found: dict[str, list[Token]]) -> None:
    """Add to who does something, and to whom it is done, those who are told to be in on it."""
    for position in ("nsubj", "nsubj+dobj", "agent", "nsubjpass"):
        found[position] += list(company(found[position]))
    if verb is None:
        return
    passive, doer = is_passive(verb), next((child.i for child in verb.children if child.dep_ == "agent"), None)
    for other in company_of_verb(verb):
        with_doer = passive and doer is not None and doer < other.i
        for position in ("agent",) if with_doer else ("nsubjpass",) if passive else ("nsubj", "nsubj+dobj"):
            found[position] += [other] if found[position] else []


def light_verb(noun: Token) -> Token | None:
    """Return the verb that lends `noun` its subject and adds no event of its own ("launched an attack", "came under
    fire"), or None."""
    verb: Token | None
    first = _whole(noun)
    while first.dep_ == "conj" and first.head.pos_ == noun.pos_:
        first = first.head
    if first.dep_ in ("pobj", "dobj", "nsubjpass") and first.head.pos_ == "ADP":
        verb, name = first.head.head, f"{first.head.head.lemma_} {first.head.lemma_}".lower()
    else:
        verb = first.head
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
        name = f"{verb.lemma_} {particle}".strip().lower()
        if first.dep_ == "relcl" or first.dep_ not in ("dobj", "nsubjpass", "attr"):
            verb, name = _relative_light(noun)
    return verb if verb is not None and name in mapping("light_verbs") else None


def light_voice(verb: Token) -> str:
    """Return what the subject of the light verb `verb` is to its noun: agent, patient or party."""
    lemma = verb.lemma_.lower()
    tails = [child.lower_ for child in verb.children if child.dep_ in ("prt", "prep")]
    known = mapping("light_verbs")
    return next((known[f"{lemma} {tail}"] for tail in tails if f"{lemma} {tail}" in known), known.get(lemma, "agent"))


def expand(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield `tokens` and what is coordinated with them."""
    for token in tokens:
        yield token
        yield from (other for other in token.conjuncts if other.i > token.i and other.pos_ != "VERB")


def _station(noun: Token, befalls: Token) -> Iterator[Token]:
    """Yield where those that `noun` names stand before `befalls` does them: "the troops stationed in the area"."""
    for child in noun.children:
        if child != befalls and child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _STATIONED:
            yield from expand(place for preposition, place in prepositional(child) if preposition in _WITHIN)


def _add_prepositional(word: Token, found: dict[str, list[Token]], only: frozenset[str] | None = None) -> None:
    for preposition, noun in prepositional(word):
        if only is None or f"prep:{preposition}" in only:
            found[f"prep:{preposition}"] += expand([noun])


def _verbal(head: Token, found: dict[str, list[Token]]) -> None:
    if head.pos_ not in ("VERB", "AUX") and head.dep_ in ("acomp", "attr", "oprd", "amod"):
        found["nsubj"] += [head.head] if head.dep_ == "amod" else _described(head)
        found["nsubjpass"] += found["nsubj"]
        return
    done_to, doers = objects(head), subjects(head)
    if is_passive(head) or light_voice(head) == "patient":  # "suffered injuries": something was done to the subject
        found["nsubjpass"] += done_to if is_passive(head) else doers
        found["agent"] += doers if is_passive(head) else ()
        return
    found["dobj"] += done_to
    found["nsubj"] += doers
    if done_to:
        found["nsubj+dobj"] += doers


def _described(adjective: Token) -> tuple[Token, ...]:
    """What a predicate adjective is said of: the object of its verb ("shot him dead", "were found dead"), else the subject."""
    return (objects(adjective.head) if adjective.dep_ == "oprd" else ()) or subjects(adjective.head)


def _nominal(head: Token, found: dict[str, list[Token]]) -> None:
    for child in head.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            found["compound" if child.dep_ == "nmod" else child.dep_] += expand([child])
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in word_set("doing_verbs"):
            found["agent"] += subjects(child)
        elif child.dep_ == "acl" and child.lemma_ in _AIMING:
            _add_prepositional(child, found, only=frozenset({"prep:at", "prep:against", "prep:on"}))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _LAID:
            found["agent"] += _laid_to(child)
    if (whole := _whole(head)) != head:
        _add_prepositional(whole, found)
    if whole.dep_ == "nsubjpass" and whole.head.lemma_ in _LAID:
        found["agent"] += _laid_to(whole.head)
    verb = light_verb(head)
    if verb is None:
        return
    patient = light_voice(verb) == "patient"
    if not patient and whole.dep_ == "pobj":
        found["dobj"] += objects(verb)  # "subjected the town to an attack"
    subject = subjects(verb) if not (patient and is_passive(verb)) else objects(verb)
    for position in ("dobj",) if patient else ("nsubj", "nsubj+dobj"):
        found[position] += subject
    for preposition, noun in prepositional(verb):
        if noun != head:
            found[f"prep:{preposition}"] += expand([noun])


def _laid_to(verb: Token) -> Iterator[Token]:
    """Whom an act is laid to ("an attack attributed to the rebels", "the raid was blamed on militants")."""
    return expand(noun for name, noun in prepositional(verb) if name == _LAID[verb.lemma_])


def _whole(noun: Token) -> Token:
    """The quantity that `noun` is given as ("a series of attacks"), else the noun itself."""
    above = noun.head.head
    return above if noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_ in word_set("quantity_nouns") else noun


def _relative_light(noun: Token) -> tuple[Token | None, str]:
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.pos_ == "VERB" and (noun in objects(child)):
            particle = next((part.lower_ for part in child.children if part.dep_ == "prt"), "")
            return child, f"{child.lemma_} {particle}".strip().lower()
    return None, ""


def _inherited_subjects(verb: Token, steps: int) -> tuple[Token, ...]:
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects(head, steps + 1) or (objects(head) if is_passive(head) else ())
    if verb.dep_ in ("acl", "relcl", "amod"):
        return (head,) if verb.tag_ == "VBG" else _possessors(head)
    if verb.dep_ in _CLAUSES and head.pos_ == "ADP":
        return _controllers(head.head, steps, verb)
    if verb.dep_ in _CLAUSES:
        return _controllers(head, steps, verb)
    return ()


def _misread(child: Token, verb: Token) -> bool:
    """Return whether `child` is the subject of `verb`, read as what is said: "said at least six jets had flown in"."""
    finite = any(aux.dep_ in ("aux", "auxpass") and aux.tag_ in ("VBD", "VBZ", "VBP", "MD") for aux in verb.children)
    return finite and child.dep_ in _OBJECT and child.i < verb.i and child.head.i < child.i


def _controllers(matrix: Token, steps: int, verb: Token) -> tuple[Token, ...]:
    if matrix.dep_ == "acomp":
        return subjects(matrix.head, steps + 1)  # "the minister is likely to visit"
    if matrix.pos_ not in ("VERB", "AUX"):
        return _possessors(matrix)
    if is_passive(matrix):
        return objects(matrix)
    if verb.dep_ == "ccomp" and (misread := [child for child in matrix.children if _misread(child, verb)]):
        return tuple(expand(misread))
    controlled = objects(matrix) if matrix.lemma_ in word_set("object_control_verbs") else ()
    return controlled or subjects(matrix, steps + 1)


def _possessors(noun: Token) -> tuple[Token, ...]:
    return tuple(expand(child for child in noun.children if child.dep_ == "poss"))


def _inherited_patients(verb: Token) -> tuple[Token, ...]:
    if some := [child for child in verb.lefts if child.lower_ == "of" and any(t.lower_ in _RELATIVE for t in child.children)]:
        return tuple(token for token in some[0].subtree if token.pos_ == "NUM")  # "of whom 339 have been killed"
    if verb.dep_ in ("acl", "amod", "relcl"):
        return (verb.head,)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    if verb.dep_ in _CLAUSES and verb.head.pos_ in ("VERB", "AUX"):
        return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    return ()


def _antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; where the parser took its clause for something else, the noun before it."""
    if token.lower_ not in _RELATIVE:
        return token
    if verb.dep_ == "relcl":
        return verb.head
    before = token.doc[token.i - 1] if token.i > token.sent.start else token
    return before if before.pos_ in ("NOUN", "PROPN") else token


def _relative_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECT and child.lower_ in _RELATIVE for child in verb.children)


def _governed(preposition: Token) -> Iterator[tuple[str, Token]]:
    name = preposition.lower_
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.pos_ != "VERB":
            yield name, child
        elif child.dep_ in ("prep", "conj") and child.pos_ == "ADP":
            yield from _governed(child)


def _pobjs(preposition: Token) -> Iterator[Token]:
    return (child for child in preposition.children if child.dep_ == "pobj")


def _has(verb: Token, dep: str) -> bool:
    return any(child.dep_ == dep for child in verb.children)
