"""Lists of victims: the nouns joined in one phrase, told from what only describes one of them."""

from spacy.tokens import Token


def coordinated(head: Token) -> list[Token]:
    """Return `head` and the nouns or numbers coordinated with it ("two soldiers and a civilian")."""
    found = [head]
    for child in head.children:
        joined = child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "ADV")
        if barred(head, child):
            continue
        if joined or (child.dep_ == "appos" and _next_in_list(child)):
            found += coordinated(child)
    return found


def _next_in_list(noun: Token) -> bool:
    """Whether `noun`, read as an apposition, is the second of a list: "his wife, [her two daughters] and a guard", unlike "the
    mayor, [a lawyer and poet], was shot"."""
    first = noun.head
    if noun.pos_ == "NUM" and any(c.dep_ == "prep" for c in noun.rights) and any(c.dep_ == "conj" for c in noun.rights):
        return True  # "ten soldiers, [two] from Chad and a Malian"
    if not (first.pos_ in _NOUNS and noun.pos_ in _NOUNS):
        return False
    if noun.tag_ == "NNS" and first.tag_ in ("NN", "NNP") and any(c.dep_ == "nummod" for c in noun.lefts):
        return True
    last = [child for child in (*noun.rights, *first.rights) if child.dep_ == "conj" and child.i > noun.i]
    end = max((child.right_edge.i for child in last), default=noun.i) + 1
    closed = end < len(noun.doc) and noun.doc[end].text == ","
    return bool(last) and not closed and any(child.dep_ == "poss" for child in noun.lefts)


_NOUNS = ("NOUN", "PROPN")


def barred(one: Token, other: Token) -> bool:
    """Return whether a bar stands between: the line of a web page, not a sentence ("1 killed | News, Weather, Sports")."""
    first, last = sorted((one.i, other.i))
    return any(token.text == "|" for token in one.doc[first:last])
