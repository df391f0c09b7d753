"""Whose words a report prints in the end."""

from dataclasses import replace

import pytest

from kg.model import Annotation, Attribution, Chain, Document, Form, Kind, Manner, Mention, Post, Relay, Span
from kg.resolve.origins import Known, Speakers
from tests.conftest import document

SAID = Span(0, 4)


def report(
    text: str, names: dict[str, tuple[Kind, str | None]], publisher: str | None = "Daily"
) -> tuple[Document, Annotation]:
    """A report in which `names` are mentioned, each once, with an attribution to each and one in the outlet's own voice."""
    mentions, chains, attributions = [], [], [Attribution("a-narration", Manner.NARRATION, (Span(0, len(text)),))]
    for name, (kind, type_) in names.items():
        span = Span(text.index(name), text.index(name) + len(name))
        mentions.append(Mention(f"m-{name}", span, span, kind, Form.NAMED, type_))
        chains.append(Chain(f"x-{name}", kind, name, (f"m-{name}",), type_))
        attributions.append(Attribution(f"a-{name}", Manner.INDIRECT, (SAID,), source=(span,), source_mention=f"m-{name}"))
    found = document(text, publisher=publisher)
    return found, Annotation(
        found.id, found.version, mentions=tuple(mentions), entities=tuple(chains), attributions=tuple(attributions)
    )


def known(*names: str, **facts: dict[str, str]) -> Known:
    return Known({("article", f"x-{name}"): f"key/{name.lower()}" for name in names}, **facts)


def origins(pair: tuple[Document, Annotation], concluded: Known) -> dict[str, str]:
    return {origin.attribution: origin.key for origin in Speakers(*pair, concluded).origins()}


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT (Reuters) - Shells fell.",
        "Shells fell on the market. Source: Reuters",
        "Shells fell.--Reuters",
        "Reuters Friday Shells fell.",
        "Reuters\nShells fell.",
        "Shells fell on the market, Reuters reported. 21-11",
    ],
)
def test_an_outlet_that_credits_an_agency_has_its_words_from_there(text: str) -> None:
    pair = report(text, {"Reuters": (Kind.ORGANISATION, "NewsAgency")})
    assert origins(pair, known("Reuters"))["a-narration"] == "key/reuters"


def test_an_agency_between_the_headline_and_the_text_is_credited() -> None:
    found, annotation = report(
        "Shells fall on market Reuters A market was hit.", {"Reuters": (Kind.ORGANISATION, "NewsAgency")}
    )
    titled = replace(found, title="Shells fall on market")
    assert origins((titled, annotation), known("Reuters"))["a-narration"] == "key/reuters"
    assert origins((found, annotation), known("Reuters"))["a-narration"] == "outlet/daily"


@pytest.mark.parametrize(
    "text", ["Shells fell, a doctor told Reuters by phone.", "A Reuters driver saw shells fall on the market."]
)
def test_an_agency_that_is_only_mentioned_is_not_credited(text: str) -> None:
    pair = report(text, {"Reuters": (Kind.ORGANISATION, "NewsAgency")})
    assert origins(pair, known("Reuters"))["a-narration"] == "outlet/daily"


def test_documents_that_share_their_text_are_one_origin() -> None:
    found = origins(report("Shells fell.", {}), known(texts={"article": "shells"}))
    assert found == {"a-narration": "text/shells"}


def test_a_document_without_publisher_stands_for_itself() -> None:
    assert origins(report("Shells fell.", {}, publisher=None), known()) == {"a-narration": "document/article"}


def test_an_outlet_is_the_body_of_its_name() -> None:
    assert origins(report("Shells fell.", {}), known(media={"daily": "organisation/daily"})) == {
        "a-narration": "organisation/daily"
    }


def test_a_spokesman_speaks_for_his_body() -> None:
    pair = report("Ali of the Ministry spoke.", {"Ali": (Kind.PERSON, None), "Ministry": (Kind.ORGANISATION, "Ministry")})
    post = Post("p", SAID, "spokesman", "m-Ali", "m-Ministry")
    spoken = Annotation(
        pair[1].document, pair[1].version, mentions=pair[1].mentions, entities=pair[1].entities, posts=(post,),
        attributions=pair[1].attributions,
    )  # fmt: skip
    assert origins((pair[0], spoken), known("Ali", "Ministry"))["a-Ali"] == "key/ministry"
    assert origins(pair, known("Ali", "Ministry"))["a-Ali"] == "key/ali"


def test_unnamed_sources_are_of_whoever_relays_them() -> None:
    found, annotation = report("Officials told Reuters at noon.", {"Reuters": (Kind.ORGANISATION, "NewsAgency")})
    relay = Relay(Span(15, 22), "m-Reuters")
    unnamed = Attribution("a-officials", Manner.INDIRECT, (SAID,), source=(Span(0, 9),), relays=(relay,))
    whole = Annotation(
        annotation.document, annotation.version, mentions=annotation.mentions, entities=annotation.entities,
        attributions=(unnamed,),
    )  # fmt: skip
    assert origins((found, whole), known("Reuters")) == {"a-officials": "key/reuters"}
