"""An article of any length is extracted to its end, and the work that it takes grows as it does."""

from cProfile import Profile
from itertools import cycle, islice
from pathlib import Path
from pstats import Stats

from kg.extract import pipeline
from kg.extract.language import SMALL_MODEL
from kg.extract.pipeline import CHUNK, Failure, extract
from kg.vocab import Vocabulary
from tests.conftest import document


def of(length: int, *folders: Path) -> str:
    """Return a text of about `length` characters: the articles of `folders` over and over."""
    texts = [file.read_text(encoding="utf-8").strip() for folder in folders for file in sorted(folder.rglob("*.txt"))]
    size = sum(map(len, texts)) // len(texts)
    return "\n\n".join(islice(cycle(texts), length // size))


def calls(text: str, vocabulary: Vocabulary) -> int:
    """Return how many functions are called to extract what `text` says, its parse left out."""
    doc = pipeline.parse(pipeline.prepared(SMALL_MODEL), text)
    pipeline.annotate(document(text), doc, vocabulary)  # whatever is read once is read now
    with Profile() as profile:
        pipeline.annotate(document(text), doc, vocabulary)
    return int(Stats(profile).total_calls)


def test_an_article_that_is_parsed_in_parts_is_extracted_to_its_end(
    seeds: Path, articles: Path, vocabulary: Vocabulary
) -> None:
    text = of(2 * CHUNK, seeds, articles)
    (found,) = extract([document(text)], vocabulary, model=SMALL_MODEL)
    assert not isinstance(found, Failure)
    for spans in (
        [mention.span for mention in found.mentions],
        [time.span for time in found.times],
        [figure.span for figure in found.figures],
        [event.trigger for event in found.events],
        [content for said in found.attributions if said.id != "a-narration" for content in said.content],
    ):
        assert len(spans) > 100
        assert max(span.end for span in spans) > len(text) - 5_000


def test_an_article_four_times_as_long_takes_about_four_times_the_work(
    seeds: Path, articles: Path, vocabulary: Vocabulary
) -> None:
    short, long = of(10_000, seeds, articles), of(40_000, seeds, articles)
    times = len(long) / len(short)
    assert calls(long, vocabulary) < 1.3 * times * calls(short, vocabulary)
