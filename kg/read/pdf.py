"""PDF: the text of all pages, a blank line between them (needs the extra ``pdf``)."""

from collections.abc import Iterator

from kg.errors import ReadError
from kg.read.raw import Article, Raw, readers


@readers.register("application/pdf", suffixes=(".pdf",))
def pdf(raw: Raw) -> Iterator[Article]:
    """Yield the one document of a PDF file; ReadError if it holds no text (a scan) or the extra ``pdf`` is not installed."""
    data = raw.data()
    yield raw.article(data, _text(data, raw.source), media_type="application/pdf")


def _text(data: bytes, source: str) -> str:
    try:
        import pypdfium2
    except ImportError as error:
        raise ReadError(f"{source}: PDF files need one more package; run: pip install 'byline-kg[pdf]'") from error
    try:
        with pypdfium2.PdfDocument(data) as file:
            pages = [page.get_textpage().get_text_range() for page in file]
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{source}: not a PDF file that can be opened ({error}); save its text as a .txt file") from error
    return "\n\n".join(page.replace("\r\n", "\n") for page in pages)
