"""Verbs with a clause, an object or an infinitive: "the ministry said that …", "monitors accused the army of …"."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.attributions.cues import ASSERTIVE, Cue, negated, verb_cue, words_of
from kg.extract.attributions.draft import Draft, runs
from kg.extract.attributions.sources import QUOTING, cited, governor, passive, relays, speaker, told_in
from kg.extract.reading import Reading
from kg.lexicon import word_set
from kg.model import Stance

_OF_OBJECT = {"in", "on", "at", "against", "for", "to", "of", "from", "with", "near", "between", "into", "over", "about"}
_LABELLING = {"claim": {"as"}}
"""What is claimed to be something: "claimed the pullback as a victory"."""
_AFTER_OBJECT = {"of", "for", "as", "with", "over", "on", "about", "against", "from"}
_MODALS = {"will", "'ll", "’ll", "would", "could", "may", "should", "must", "shall"}
_GOING_ON = {
    "continue",
    "go",
    "begin",
    "start",
    "refuse",
    "decline",
    "appear",
    "seem",
    "come",
    "proceed",
    "be",
    "rush",
    "use",
    "keep",
}
_NAMING = ("name", "identify", "quote")
_LIVES = ("life", "live", "victim", "casualty")
_INNER = ("relcl", "acl", "amod", "pcomp")
_TOLD = ("tell", "inform", "assure", "warn", "advise", "remind", "notify", "ask", "urge")
_SHORTEST = 2
_TAG = 12
_PLAIN = ("say", "add", "tell", "report")
Words = list[Token]


def clause_drafts(reading: Reading, taken: frozenset[int]) -> Iterator[Draft]:
    """Yield a draft for each reporting verb whose content is not in quotation marks of its own; `taken` are the tokens that
    quotations use as their cue."""
    for token in reading.doc:
        cue = verb_cue(token)
        if cue is not None and token.i not in taken and actual(token, cue) and (draft := _draft(token, cue)):
            yield _teller(draft, taken)


def _teller(draft: Draft, taken: frozenset[int]) -> Draft:
    """Return `draft`, laid at the door of the verb of saying around it where a parser gave its content to the participle of a
    venue: "said in a video posted on Friday that"."""
    verb = draft.head
    outer = told_in(verb.head) if verb is not None and not draft.source and verb.dep_ == "acl" else None
    cue = verb_cue(outer) if outer is not None and outer.i not in taken else None
    if outer is None or cue is None:
        return draft
    return replace(draft, cue=cue, head=outer, words=tuple(runs(words_of(outer))), source=speaker(outer), relays=relays(outer))


def actual(verb: Token, cue: Cue) -> bool:
    """Return whether somebody says so, rather than may, should or wants to: no modal, no infinitive of purpose, and no
    thought that is itself said ("he said he believed")."""
    if any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children) and not negated(verb):
        return False
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in _GOING_ON
    if verb.dep_ != "ccomp" or verb_cue(verb.head) is None:
        return True
    own = next((child.lower_ for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "PRON"), None)
    return own is None or (cue.group in ASSERTIVE and all(own != child.lower_ for child in verb.head.lefts))


def _draft(verb: Token, cue: Cue) -> Draft | None:
    if verb.lemma_ in QUOTING and any(child.lower_ == "as" and _says(child) for child in verb.children):
        return None  # "quoted the governor as saying": the governor says it
    if any(child.dep_ == "xcomp" and child.lemma_ in _NAMING and passive(child) for child in verb.children):
        return None  # "asked not to be named": how it was said, not what
    if verb.lemma_ == "claim" and any(child.dep_ == "dobj" and child.lemma_ in _LIVES for child in verb.children):
        return None  # "the flood claimed 97 lives"
    content = next(filter(None, (find(verb, cue) for find in _FRAMES)), None)
    if not content:
        return None
    if verb.lemma_ == "denounce" and content[0].lower_ == "that":
        cue = replace(cue, kind="alleged", group="claim")  # what it blames somebody for, not whom
    source = speaker(verb)
    spans = tuple(runs(content))
    if source is None and not (passive(verb) and content[0].i > verb.i):
        return None
    if not spans or (source and any(span.holds(source.span) for span in spans)):
        return None
    found = Draft(spans, cue, verb, tuple(runs(words_of(verb))), source, relays(verb), by="clause")
    origin = cited(verb)
    return replace(found, source=origin, relays=(source, *found.relays)) if origin and source else found


def _says(preposition: Token) -> bool:
    return any(child.dep_ == "pcomp" and verb_cue(child) is not None for child in preposition.children)


def _tail(verb: Token, cue: Cue) -> Words:
    """Return the sentence before a tag at its end: "Shells hit the camp again, two aid workers told the agency." """
    if "c" not in cue.frames or passive(verb):
        return []
    own = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    first = own.left_edge if own is not None else None
    if first is None or first.is_sent_start or (first.nbor(-1).text != "," and verb.lemma_ not in _PLAIN):
        return []
    sent = verb.sent
    rest = [token for token in sent if token.i > verb.i]
    before = [token for token in sent if token.i < first.i]
    if (
        len(rest) > _TAG
        or len(before) < _SHORTEST + 2
        or any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in rest)
    ):
        return []
    return before if any(token.pos_ in ("VERB", "AUX") and token.dep_ not in _INNER for token in before) else []


def _clause(verb: Token, cue: Cue) -> Words:
    if "c" not in cue.frames:
        return []
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and _told(child)), None)
    if clause is not None and not (clause.i < verb.i and any(t.text == ";" for t in verb.doc[clause.i : verb.i])):
        return [*_misread_subject(clause, verb), *_without(clause, verb)]
    if verb.dep_ == "parataxis" or _as_told(verb):
        return [token for token in _without(verb.head, verb) if token.i not in {t.i for t in verb.subtree}]
    return []


def _misread_subject(clause: Token, verb: Token) -> Words:
    """Return the subject of `clause` where a parser took it for the object of `verb`: "said at least six jets had flown in"."""
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for child in clause.children):
        return []
    found = next((child for child in verb.rights if child.dep_ == "dobj" and child.i < clause.i), None)
    return list(found.subtree) if found is not None and _takes_no_person(verb) else []


def _takes_no_person(verb: Token) -> bool:
    """Return whether the object of `verb` is what is said, and nobody who is told or blamed."""
    cue = verb_cue(verb)
    return cue is not None and cue.group in ("speech", "claim") and "q" in cue.frames and verb.lemma_ not in _TOLD


def _as_told(verb: Token) -> bool:
    """Return whether `verb` says who told the main clause: "as the agency reported"."""
    return (
        verb.dep_ == "advcl"
        and any(child.lower_ == "as" and child.dep_ == "mark" for child in verb.children)
        and not any(child.dep_ in ("dobj", "xcomp", "ccomp") for child in verb.children)
    )


def _told(clause: Token) -> bool:
    return clause.pos_ in ("VERB", "AUX") or any(child.dep_ in ("nsubj", "cop", "mark") for child in clause.children)


def _infinitive(verb: Token, cue: Cue) -> Words:
    if "i" not in cue.frames:
        return []
    found = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i), None)
    return list(found.subtree) if found is not None else []


def _object(verb: Token, cue: Cue) -> Words:
    if not cue.frames & {"o", "o+", "o+as", "o+at"}:
        return []
    found = next((child for child in verb.rights if child.dep_ in ("dobj", "oprd", "ccomp")), None)
    if found is None or (found.dep_ != "dobj" and "o+" not in cue.frames):
        return []
    more = [child for child in verb.rights if child.i > found.i and _belongs(child, cue)]
    if "o+as" in cue.frames and not any(child.lower_ == "as" for child in more):
        return []
    words = [token for part in (found, *more) for token in part.subtree]
    if "o+at" in cue.frames and (
        found.lemma_.lower() not in word_set("toll_nouns") or all(word.lower_ != "at" for word in words)
    ):
        return []
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i:
        words = _to_the_end(verb, words)
    return words if len(words) >= _SHORTEST or _takes_up(found, cue) else []


def _takes_up(noun: Token, cue: Cue) -> bool:
    """Return whether `noun` alone stands for what was said before, and is denied: "the army denied it"."""
    return cue.stance is Stance.DENIES and noun.lower_ in ("it", "this", "that", "them", "these", "those")


def _to_the_end(verb: Token, words: Words) -> Words:
    """Return `words` with what is left of the sentence, where the verb of no other clause follows: ", claiming the loss of
    ten tanks, as well as of two aircraft, in three days"."""
    rest = [token for token in verb.sent if token.i > max(words, key=lambda token: token.i).i]
    return words if any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in rest) else [*words, *rest]


def _belongs(child: Token, cue: Cue) -> bool:
    if cue.frames & {"o"} and cue.group in ("speech", "claim"):
        return (
            child.dep_ == "prep" and child.lower_ in _OF_OBJECT | _LABELLING.get(cue.word, set()) and not _circumstance(child)
        )
    if "o+as" in cue.frames or "o+at" in cue.frames:
        return child.lower_ == ("as" if "o+as" in cue.frames else "at")
    if "o+" not in cue.frames:
        return False
    return child.dep_ in ("oprd", "xcomp", "ccomp") or (child.dep_ in ("prep", "dative") and child.lower_ in _AFTER_OBJECT)


def _circumstance(prep: Token) -> bool:
    """Return whether `prep` says when, where or in which medium it was said, or to whom."""
    noun = next((child for child in prep.children if child.dep_ == "pobj"), None)
    if noun is None or noun.ent_type_ in ("DATE", "TIME"):
        return True
    return noun.lemma_.lower() in word_set("venue_nouns") or (prep.lower_ == "to" and noun.lemma_ in ("reporter", "journalist"))


def _prepositional(verb: Token, cue: Cue) -> Words:
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in cue.prepositions:
            words = [token for inner in child.children if inner.dep_ in ("pobj", "pcomp") for token in inner.subtree]
            further = (
                part for part in verb.rights if part.i > child.i and part.dep_ in ("xcomp", "advcl") and part.tag_ == "VB"
            )
            return words + [token for part in further for token in part.subtree]
    return []


def _without(clause: Token, verb: Token) -> Words:
    """Return the words of `clause` without those of `verb` and its subject, where they interrupt it, and without a further
    saying that goes on from `verb` (", adding that …")."""
    cut = {verb.i}
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "aux"):
            cut |= {token.i for token in child.subtree}
    for token in clause.subtree:
        if verb_cue(token) is not None and governor(token) == verb:
            cut |= {inner.i for inner in token.subtree} | {token.left_edge.i - 1}
    return [token for token in clause.subtree if token.i not in cut]


_FRAMES: tuple[Callable[[Token, Cue], Words], ...] = (_tail, _clause, _infinitive, _object, _prepositional)
