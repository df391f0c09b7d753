"""Sources: the noun phrase that a cue names as the one who says it."""

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.attributions.cues import verb_cue
from kg.extract.attributions.draft import Source, runs
from kg.lexicon import mapping, word_set
from kg.model import Span

LONGEST = 45
"""Words in a source at most: a longer subject is a parser's mistake; its relative clause is cut off."""

QUOTING = ("quote", "cite")
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = ("who", "that", "which", "whom")
_UP = ("xcomp", "advcl", "pcomp", "conj", "ccomp", "dep")


def speaker(verb: Token) -> Source | None:
    """Return the subject of a reporting verb: that of the reporting verb around it, where the parser hung a further one
    ("the army said it had left, adding that …", "he says he agrees but warns …") on what is said."""
    outer = governor(verb)
    return subject(outer or verb) or _misplaced(verb)


def told_in(venue: Token) -> Token | None:
    """Return the verb of saying around the noun of a venue, to which a parser may have given what was said ("said in a
    statement that"); None if there is none, or it has words of its own."""
    verb = venue.head.head if venue.dep_ == "pobj" and venue.lemma_.lower() in word_set("venue_nouns") else None
    cue = verb_cue(verb) if verb is not None else None
    if verb is None or cue is None or "c" not in cue.frames or any(child.dep_ == "ccomp" for child in verb.children):
        return None
    return verb


def _misplaced(verb: Token) -> Source | None:
    """Return the name right before a finite `verb`, up to the comma before it, that the parser hung on what precedes: "After
    the raid in Kassala, spokesman Ali Osman said …"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or passive(verb) or not verb.i or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    noun = verb.nbor(-1)
    if noun.pos_ not in ("PROPN", "PRON") or noun.sent != verb.sent or noun.dep_ not in ("pobj", "dobj", "appos", "conj"):
        return None
    comma = max((token.i for token in noun.subtree if token.text == "," and token.i < noun.i), default=-1)
    return Source(_span((token for token in noun.subtree if token.i > comma), noun), noun) if comma >= 0 else None


def governor(verb: Token) -> Token | None:
    """Return the reporting verb on whose content `verb` hangs, though it goes on from that verb: a participle after a comma,
    or the same tense joined by "and" or "but" without a subject of its own."""
    if verb.dep_ not in ("advcl", "conj") or verb.i <= verb.head.i:
        return None
    joined = verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children)
    trailing = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.nbor(-1).text == "," and not _tells_another(verb)
    clause = verb.head
    while clause.dep_ in ("conj", "advcl", "xcomp") and clause.head.i != clause.i and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    if clause.dep_ != "ccomp" or verb_cue(clause.head) is None or clause.head.i > verb.i:
        return None
    return clause.head if trailing or (joined and verb.tag_ == clause.head.tag_) else None


def _tells_another(verb: Token) -> bool:
    """Return whether `verb` tells somebody who is no journalist: in "they believe he rang, telling a clerk that …" he tells."""
    told = [child for child in verb.rights if child.dep_ in ("dobj", "dative")] if verb.lemma_ == "tell" else []
    return any(child.pos_ == "NOUN" and child.lemma_.lower() not in _PRESS for child in told)


_PRESS = (
    "reporter",
    "journalist",
    "agency",
    "newspaper",
    "press",
    "medium",
    "media",
    "outlet",
    "channel",
    "station",
    "conference",
)


def subject(verb: Token, depth: int = 0) -> Source | None:
    """Return the one who does what `verb` says: its subject (of a passive verb the one after "by"), else that of the verb
    it hangs on ("…, adding that"), else the noun it modifies ("a statement saying that", "the monitor who said"); None if
    there is none."""
    if passive(verb) and not depth:
        return agent(verb)
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is not None:
        return _relative(verb, own) if own.lower_ in _RELATIVES else phrase(own)
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return phrase(verb.head, before=verb)
    if verb.dep_ in _UP and depth < 5:
        return _above(verb, depth)
    return None


def passive(verb: Token) -> bool:
    """Return whether `verb` is passive: "was told", "asked about" as a participle."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(child.dep_ == "aux" for child in verb.children)


def inverted(verb: Token) -> Source | None:
    """Return the subject after `verb` where the parser took it for something else ("…," said the general)."""
    after = (child for child in verb.rights if child.dep_ in ("nsubj", "dobj", "attr", "npadvmod", "appos", "oprd", "dep"))
    found = next((child for child in after if child.pos_ in ("NOUN", "PROPN", "PRON") and child.i - verb.i < 12), None)
    return phrase(found) if found is not None and found.ent_type_ not in ("DATE", "TIME") else None


def beside(verb: Token, content: tuple[Span, ...]) -> Source | None:
    """Return the noun phrase that ends right before `verb` and outside `content` ("We," the envoy told reporters, "have …")."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    noun = verb.doc[at]
    while noun.dep_ in ("compound", "flat", "appos") and noun.head.i < verb.i:
        noun = noun.head
    if at < 0 or noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.dep_ in ("dobj", "iobj"):
        return None
    found = phrase(noun, before=None)
    return found if found.span.end <= verb.idx and not any(span.touches(found.span) for span in content) else None


def agent(verb: Token) -> Source | None:
    """Return the one after "by" of a passive verb ("was denounced by the opposition")."""
    by = (child for child in verb.children if child.lower_ == "by" and child.dep_ in ("agent", "prep"))
    return next((phrase(noun) for word in by for noun in word.children if noun.dep_ == "pobj"), None)


def recipient(verb: Token) -> Source | None:
    """Return who was told: "told the agency", "told Radio Ergo by telephone"."""
    if verb.lemma_.lower() not in ("tell", "inform", "assure"):
        return None
    return next(
        (phrase(child) for child in verb.rights if child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN")), None
    )


def relays(verb: Token) -> tuple[Source, ...]:
    """Return through whom it came: "was quoted as saying by the agency", "told the newspaper" comes through the newspaper."""
    quoted = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    if quoted is None:
        by_others = (agent(child) for child in verb.children if child.lemma_ in QUOTING and child.tag_ == "VBN")
        return tuple(_named(source) for source in by_others if source)
    by = [agent(verb), agent(quoted) if passive(quoted) else subject(quoted)]
    return tuple(_named(source) for source in by if source)[:1]


def cited(verb: Token) -> Source | None:
    """Return whom the one who says it names as its source: "the agency reported, citing the ministry"."""
    citing = (
        child for child in verb.children if child.lemma_ == "cite" and child.tag_ == "VBG" and child.dep_ in ("advcl", "xcomp")
    )
    nouns = (noun for child in citing for noun in child.rights if noun.dep_ == "dobj")
    return next((source for noun in nouns if (source := possessor(noun) or _speaks(noun))), None)


def _speaks(noun: Token) -> Source | None:
    """Return the phrase of `noun` if it is a name or a kind of source, and no reason ("citing security")."""
    named = noun.pos_ == "PROPN" or noun.lemma_.lower() in mapping("source_types")
    return phrase(noun) if named else None


def _named(source: Source) -> Source:
    """Return `source` with the name right after it, which the parser may hang elsewhere ("by the news agency Anadolu")."""
    last = source.head
    while last.i + 1 < len(last.doc) and last.nbor(1).pos_ == "PROPN" and last.nbor(1).ent_type_ not in ("DATE", "TIME"):
        last = last.nbor(1)
    end = max(source.span.end, last.idx + len(last))
    return Source(Span(source.span.start, end), last)


def possessor(noun: Token) -> Source | None:
    """Return whose `noun` it is: "Moscow's claim", "its denial", "a claim by the rebels", "the claim of the ministry"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return Source(_span(child.subtree, child), child)
    taken_up = (deeper for child in noun.children for deeper in child.children if deeper.lemma_ in ("responsibility", "credit"))
    for child in (*noun.children, *(by for what in taken_up for by in what.children)):
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((phrase(name) for name in child.children if name.dep_ == "pobj"), None)
    return None


def phrase(head: Token, before: Token | None = None) -> Source:
    """Return the whole noun phrase of `head`, up to the word `before`."""
    aside = {token.i for child in head.children if _aside(child) for token in child.subtree}
    tokens = [token for token in head.subtree if token.i not in aside and (before is None or token.i < _edge(before))]
    dash = max((token.i for token in tokens if token.text in ("--", "—", "]") and token.i < head.i), default=-1)
    tokens = [token for token in tokens if token.i > dash]  # what stands before it is a dateline
    if len(tokens) > LONGEST:
        clauses = {token.i for child in head.children if child.dep_ in ("relcl", "acl", "appos") for token in child.subtree}
        tokens = [token for token in tokens if token.i not in clauses]
    return Source(_span(tokens, head), head)


def _aside(child: Token) -> bool:
    """Return whether `child` tells what somebody does meanwhile: "the president, speaking in Accra, said"."""
    return child.dep_ in ("acl", "advcl") and child.tag_ == "VBG" and child.left_edge.i > 0 and child.nbor(-1).text == ","


def _edge(before: Token) -> int:
    return min(token.i for token in before.subtree)


def _span(tokens: Iterable[Token], head: Token) -> Span:
    found = list(runs(_mended(tokens, head)))
    at = head.idx
    return next((span for span in found if span.start <= at < span.end), Span(head.idx, head.idx + len(head)))


def _mended(tokens: Iterable[Token], head: Token) -> list[Token]:
    """Return `tokens` with the full stop of an abbreviation that parts them ("Sgt. Musa Keita")."""
    found = list(tokens)
    at = {token.i for token in found}
    return [*found, *(head.doc[i + 1] for i in at if i + 2 in at and i + 1 not in at and head.doc[i + 1].text == ".")]


def _relative(verb: Token, own: Token) -> Source | None:
    clause = verb
    while clause.dep_ != "relcl" and clause.head.i != clause.i and clause.dep_ in (*_UP, "relcl"):
        clause = clause.head
    if clause.dep_ != "relcl":
        return phrase(own) if own.lower_ == "who" else None
    name = phrase(clause.head, before=clause)
    end = own.idx + len(own)
    return Source(Span(name.span.start, max(name.span.end, end)), clause.head)


def _above(verb: Token, depth: int) -> Source | None:
    head = verb.head
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB", "VBN"):
        return None
    if head.dep_ in ("prep", "agent") and verb.dep_ == "pcomp":
        if head.lower_ == "as" and head.head.lemma_ in QUOTING:  # "was quoted as saying": the one who is quoted
            patient = _SUBJECTS if passive(head.head) else ("dobj",)
            quoted = next((child for child in head.head.children if child.dep_ in patient), None)
            return phrase(quoted) if quoted is not None else None
        head = head.head
    return subject(head, depth + 1) if head.i != verb.i and head.pos_ in ("VERB", "AUX") else None
