"""Scene: where and when. A time or place belongs to the nearest trigger that governs it; what has none shares the scene
of the happening it is part of ("killed in an attack on Monday")."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from spacy.tokens import Doc, Token

from kg.extract.bearings import is_bearing
from kg.extract.events.syntax import light_verb
from kg.lexicon.printed import printed
from kg.model import Annotation, Kind, Role, Span

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "around",
        "outside",
        "inside",
        "across",
        "throughout",
        "along",
        "within",
        "over",
        "off",
        "by",
        "of",
    }
)
_SITES = frozenset({Kind.PLACE, Kind.FACILITY})
_WHERE = ("place", "venue", "target")
_STEPS = 8
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
_PART = frozenset(
    {"advcl", "acl", "conj", "relcl", "prep", "pobj", "pcomp", "nsubj", "nsubjpass", "dobj", "xcomp", "agent", "appos"}
)


def scenes(doc: Doc, known: Annotation, own: Mapping[int, Sequence[Role]], speech: frozenset[int]) -> dict[int, list[Role]]:
    """Return the places and times of each trigger, by the index of its head, beside the roles of its `own` that it has.

    The triggers in `speech` are what is said, which shares no scene with what it is said about.
    """
    lent = {verb.i: i for i in own if (verb := light_verb(doc[i])) is not None}
    found: dict[int, list[Role]] = {i: [] for i in own}
    for role, span, bearing in _circumstances(doc.text, known):
        token = _root(doc, span)
        if token is None or (role.role == "place" and not _locative(token)):
            continue
        owner = _owner(token, own.keys(), lent, speech if role.role == "place" else frozenset())
        if owner is None or any(other.filler == role.filler for other in own[owner]):
            continue
        if not (bearing and any(other.role in _WHERE for other in (*own[owner], *found[owner]))):
            found[owner].append(role)
    for _ in range(2):  # what was shared once may be shared on: "12 were killed and 30 wounded when a bomb exploded on Monday"
        _share(doc, found, own, speech, lent)
    return found


def _circumstances(text: str, known: Annotation) -> Iterator[tuple[Role, Span, bool]]:
    """Yield the times and places of the document, each where it stands and with whether it only says where another place lies,
    which such places come last for; the day on which it was printed is that of no event."""
    own = printed(text)
    for time in known.times:
        if not (own and own.span.touches(time.span)):
            yield Role("time", "time", time.id), time.span, False
    bearings = [(is_bearing(text, mention.span), mention) for mention in known.mentions if mention.kind in _SITES]
    for bearing, mention in sorted(bearings, key=itemgetter(0)):
        yield Role("place", "mention", mention.id), mention.head, bearing


def _root(doc: Doc, span: Span) -> Token | None:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _locative(token: Token) -> bool:
    first = token
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ == "pobj" and first.head.lower_ in _LOCATIVE


def _owner(token: Token, heads: Collection[int], lent: Mapping[int, int], speech: frozenset[int]) -> int | None:
    """The trigger that governs `token`: the first on the way up, or an argument of the verb on the way. What is said to
    have happened somewhere ("fighting was reported in …") comes before its being said."""
    for _ in range(_STEPS):
        if token.head == token:
            return None
        token = token.head
        argument = next((t.i for t in _arguments(token) if t.i in heads), None) if token.pos_ in ("VERB", "AUX") else None
        if token.i in speech and argument is not None:
            return argument
        if token.i in heads or token.i in lent:
            return token.i if token.i in heads else lent[token.i]
        if argument is not None or (token.pos_ in ("VERB", "AUX") and token.dep_ in ("ccomp", "ROOT")):
            return argument
    return None


def _arguments(verb: Token) -> Iterable[Token]:
    return (child for dep in _ARGUMENTS for child in verb.children if child.dep_ == dep)


def _share(
    doc: Doc, found: dict[int, list[Role]], own: Mapping[int, Sequence[Role]], speech: frozenset[int], lent: Mapping[int, int]
) -> None:
    """Give each trigger without a time or place those of the happening it is part of, and the other way round."""
    for inner in sorted(found.keys() - speech):
        outer = _whole(doc[inner], found.keys() - speech, lent)
        if outer is not None:
            _copy((*own[outer], *found[outer]), found[inner], own[inner])
            _copy((*own[inner], *found[inner]), found[outer], own[outer])


def _whole(token: Token, heads: Collection[int], lent: Mapping[int, int]) -> int | None:
    for _ in range(_STEPS):
        if token.dep_ not in _PART or token.head == token:
            return None
        token = token.head
        if token.i in heads or token.i in lent:
            return token.i if token.i in heads else None
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("ccomp", "ROOT"):
            return None
    return None


def _copy(source: Sequence[Role], target: list[Role], own: Sequence[Role]) -> None:
    filled = {role.filler for role in own}
    for name in ("time", "place"):
        if not any(role.role == name for role in (*target, *own)):
            target += [role for role in source if role.role == name and role.filler not in filled]
