"""Match: find the triggers of a text, by lemma and then by what stands around."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.events.index import Entry, Index
from kg.extract.events.kinds import Kinds
from kg.extract.events.patterns import Element, Pattern, WordClass
from kg.extract.events.syntax import harms, is_passive, light_verb, objects, prepositional, subjects
from kg.lexicon import word_set

_WIDE = 7
"""Tokens that a trigger of several words may stretch over; of a wider one only the head is marked."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "PUNCT", "CCONJ", "X", "VERB"})
_NEAR = 4
"""Tokens to the right in which a word of a phrase is found even if the parse does not tie it to the verb."""
_GOVERNING = 3
"""Steps up from a noun to what its preposition hangs on, over a first of several nouns ("charged with arson and murder")."""
_SHORT = 3
"""Letters of a word that headlines do not capitalise (articles, prepositions)."""
_NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP", "WORK_OF_ART", "PRODUCT", "DATE"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger found: its entry, its head, and its words in text order."""

    entry: Entry
    head: Token
    words: tuple[Token, ...]


def triggers(doc: Doc, index: Index, kinds: Kinds) -> list[Trigger]:
    """Return the triggers of `doc` in text order, at most one of a head; a word that another trigger uses up heads none."""
    best = {trigger.head.i: trigger for sentence in doc.sents for trigger in _within(sentence, index, kinds)}
    found = [trigger for trigger in best.values() if not _outranked(trigger, best)]
    used = {word.i for trigger in found for word in trigger.words if word != trigger.head}
    heads = {trigger.head.i for trigger in found}
    return [t for t in found if t.head.i not in used and not _modifies(t, heads)]


def _within(sentence: DocSpan, index: Index, kinds: Kinds) -> Iterator[Trigger]:
    said = {form for token in sentence for form in (token.lower_, token.lemma_.lower())}
    for token in sentence:
        if (trigger := _best(token, said, index, kinds)) is not None:
            yield trigger


def _outranked(trigger: Trigger, best: Mapping[int, Trigger]) -> bool:
    """Whether a word of the trigger heads one of a more specific type: "delivered food aid" is humanitarian aid."""
    inner = [best[word.i] for word in trigger.words if word != trigger.head and word.i in best]
    return any(other.entry.depth > trigger.entry.depth for other in inner)


def _best(token: Token, said: Set[str], index: Index, kinds: Kinds) -> Trigger | None:
    """Return the highest trigger that `token` heads in a sentence whose words and lemmas are `said`."""
    for word_class, lemma in _readings(token, index):
        for entry in index.entries.get((word_class, lemma), ()):
            if any(needed.isdisjoint(said) for needed in entry.needed) or (entry.weapon and not harms(token)):
                continue
            words = matched(entry.pattern, token, kinds)
            if words is None:
                continue
            if token.pos_ == "PROPN" and not entry.pattern.before and _of_a_name(token, kinds):
                continue  # a word of a name ("Office of Investigations", "March") tells of nothing by itself
            if not any(matched(x, token, kinds) is not None for x in entry.exclusions):
                return Trigger(entry, token, _compact(token, words))
    return None


def _readings(token: Token, index: Index) -> Iterator[tuple[WordClass, str]]:
    lemma = token.lemma_.lower()
    match token.pos_:
        case "VERB" | "AUX":
            yield "verb", lemma
            if token.lower_ in index.participles:
                yield "verb", index.participles[token.lower_]
            yield "adjective", token.lower_
            if token.tag_ in ("VBG", "VB", "VBP") and token.dep_ in ("pobj", "compound", "dobj", "nsubj"):
                yield "noun", token.lower_
        case "NOUN":
            yield "noun", lemma
            if token.tag_ == "NN" and token.dep_ == "ROOT":
                yield "verb", lemma
        case "PROPN":
            yield from (("noun", form) for form in _name_lemmas(token))
        case "ADJ" | "ADV":
            yield "adjective", lemma
            if token.lower_ in index.participles:
                yield "verb", index.participles[token.lower_]
            if token.head.lemma_ in word_set("event_carriers"):
                yield "noun", token.lower_


def _of_a_name(token: Token, kinds: Kinds) -> bool:
    return token.ent_type_ in _NAMES or kinds.named(token) or not _titled(token)


def _titled(token: Token) -> bool:
    """Whether `token` stands in a headline that writes most words with a capital."""
    words = [word for word in token.sent if word.is_alpha and len(word) > _SHORT]
    return 2 * sum(word.text[0].isupper() for word in words) > len(words)


def _name_lemmas(token: Token) -> Iterator[str]:
    word = token.lower_
    yield word
    if word.endswith("s"):
        yield word.removesuffix("s")


def matched(pattern: Pattern, head: Token, kinds: Kinds) -> tuple[Token, ...] | None:
    """Return the words of the text that are `pattern`'s, its head among them, or None if it does not fit around `head`."""
    words = [head]
    for element in pattern.before:
        token = _before(element, head, pattern, kinds)
        if token is None:
            return None
        words += [] if element.slot else [token]
    governor = head
    for element in pattern.after:
        token = _after(element, governor, words, pattern, kinds)
        if token is None:
            return None
        words += [] if element.slot else [token]
        governor = token if element.preposition else head
    return tuple(words)


def _before(element: Element, head: Token, pattern: Pattern, kinds: Kinds) -> Token | None:
    if pattern.word_class == "verb" and element.slot:
        return _first(element, subjects(head), kinds)
    return _first(element, chain(_modifiers(head), _preceding(head), _governing(head)), kinds)


def _after(element: Element, governor: Token, words: Sequence[Token], pattern: Pattern, kinds: Kinds) -> Token | None:
    head = words[0]
    if element.preposition:
        return _first(element, chain(_particles(words), _next(words, 1)), kinds)
    if governor != head:
        return _first(element, _governed(governor, head), kinds)
    if element.slot:
        return _first(element, objects(head) if pattern.word_class == "verb" else (n for _, n in prepositional(head)), kinds)
    return _first(element, chain(_dependents(head), _next(words, 1 if pattern.word_class == "noun" else _NEAR)), kinds)


def _preceding(head: Token) -> Iterator[Token]:
    """The few words right before `head` that can belong to its noun phrase, whatever the parser made of them."""
    after = head
    for i in range(head.i - 1, max(head.i - _NEAR, 0) - 1, -1):
        token = head.doc[i]
        if after.is_sent_start or token.pos_ not in _NOMINAL:
            return
        yield token
        after = token


def _governing(noun: Token) -> Iterator[Token]:
    """The words right above `noun`: the preposition before it and what that hangs on ("charges of murder")."""
    token = noun
    for _ in range(_GOVERNING):
        if token.dep_ not in ("pobj", "prep", "agent", "conj", "acl", "relcl") or token.head == token:
            return
        token = token.head
        yield token


def _next(words: Sequence[Token], number: int) -> Iterator[Token]:
    """The next `number` words after `words`, to the next verb or the end of the sentence and no further, marks left out."""
    doc, last = words[0].doc, max(word.i for word in words)
    for token in doc[last + 1 : last + 1 + number]:
        if token.is_sent_start:
            return
        if token.pos_ != "PUNCT":
            yield token
        if token.pos_ in ("VERB", "AUX"):
            return


def _particles(words: Sequence[Token]) -> Iterator[Token]:
    """The prepositions and particles tied to any of `words` from the right, and the "to" of an infinitive."""
    for word in words:
        for child in word.rights:
            if child.dep_ in ("prep", "prt", "advmod", "dative", "agent"):
                yield child
                yield from (deeper for deeper in child.rights if deeper.dep_ in ("prep", "prt"))
            elif child.dep_ in ("xcomp", "ccomp", "advcl"):
                yield from (deeper for deeper in child.lefts if deeper.dep_ == "aux" and deeper.lower_ == "to")


def _governed(preposition: Token, head: Token) -> Iterator[Token]:
    if preposition.dep_ == "aux":
        yield preposition.head
    yield from (child for child in preposition.subtree if child.dep_ in ("pobj", "pcomp"))
    yield from (noun for name, noun in prepositional(head) if name == preposition.lower_)
    if preposition.dep_ == "prt":
        yield from objects(head)


def _dependents(head: Token) -> Iterator[Token]:
    """What a word of a phrase may be: a dependent, that of a particle, an object; of what is said only the modal."""
    for child in head.children:
        if child.dep_ == "ccomp":
            yield from (deeper for deeper in child.lefts if deeper.dep_ == "aux")
        if child.dep_ not in ("ccomp", "advcl", "conj", "relcl", "nsubj"):
            yield child
            yield from (deeper for deeper in child.children if deeper.dep_ in ("prt", "dobj"))
    yield from objects(head)


def _first(element: Element, pool: Iterable[Token], kinds: Kinds) -> Token | None:
    for token in pool:
        if element.slot:
            if kinds.is_any(token, element.words, element.kinds):
                return token
        elif token.lemma_.lower() in element.words or token.lower_ in element.words:
            return token
    return None


def _modifiers(noun: Token) -> Iterator[Token]:
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "advmod", "nummod", "npadvmod"):
            yield from child.subtree


def _compact(head: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    ordered = tuple(sorted(set(words), key=lambda token: token.i))
    return ordered if ordered[-1].i - ordered[0].i < _WIDE else (head,)


def _modifies(trigger: Trigger, heads: set[int]) -> bool:
    """Whether the trigger only modifies a noun ("bomb attack", "arrest warrant"), or lends an event its subject
    ("launched an attack")."""
    token = trigger.head
    if token.dep_ in ("compound", "nmod") and token.pos_ in ("NOUN", "PROPN"):
        return token.head.i in heads or (token.head.pos_ == "NOUN" and token.head.lemma_ not in word_set("event_carriers"))
    if token.pos_ != "VERB" or len(trigger.words) > 1:
        return False
    nouns = [t for t in token.subtree if t.i in heads and t.pos_ in ("NOUN", "PROPN") and t != token]
    return any(light_verb(noun) == token for noun in nouns) or (
        is_passive(token) and any(light_verb(n) == token for n in objects(token) if n.i in heads)
    )
