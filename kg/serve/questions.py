"""Questions as an API: each question that ships is an address, its parameters are the query string."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import resources
from kg.errors import QuestionError
from kg.query import Question, read_questions
from kg.query.terms import suggestion
from kg.serve.answer import Answer, answer
from kg.serve.html import cell, document, table
from kg.serve.limits import RequestError
from kg.serve.negotiate import Choice, choose
from kg.serve.responses import refusal
from kg.serve.service import Caller

QUESTIONS = read_questions(resources.folder("queries"))

FORMATS = {"application/json": "json", "text/csv": "csv", "text/html": "html"}
"""Media types that an answer comes in, the preferred one first, and the suffix of an address that asks for each."""

BY_SUFFIX = {name: media_type for media_type, name in FORMATS.items()}
_KEPT = {"Cache-Control": "max-age=3600", "Vary": "Accept"}


async def questions(request: Request) -> Response:
    """List the questions, with what they take and give."""
    chosen = choose(request.headers.get("accept"), {"application/json": "json", "text/html": "html"})
    if chosen and chosen.format == "html":
        rows = ((f'<a href="/questions/{one.name}.html">{cell(one.title)}</a>', cell(one.about)) for one in QUESTIONS.values())
        return Response(
            document("Questions", table(("question", "what it answers"), rows)), media_type="text/html", headers=_KEPT
        )
    return JSONResponse([described(one) for one in QUESTIONS.values()], headers=_KEPT)


async def question(request: Request) -> Answer | Response:
    """Answer a question, e.g. ``/questions/casualty-figures?measure=killed``."""
    try:
        asked, chosen = _asked(request)
        given = _given(asked, request)
    except (RequestError, QuestionError) as error:
        return refusal(error if isinstance(error, RequestError) else RequestError(400, str(error)), request.scope["path"])
    task = {"kind": "ask", "question": asked.name, "given": given}
    return answer(Caller.of(request), {**task, "format": chosen.format, "media_type": chosen.media_type})


def described(question: Question) -> dict[str, object]:
    """Return what a program has to know of `question`."""
    parameters = [{"name": p.name, "type": p.type, "about": p.about, "example": p.example} for p in question.parameters]
    named = {"name": question.name, "topic": question.topic, "title": question.title, "about": question.about}
    return {**named, "parameters": parameters, "columns": list(question.columns), "href": f"/questions/{question.name}"}


def _asked(request: Request) -> tuple[Question, Choice]:
    name, dot, suffix = str(request.path_params["name"]).partition(".")
    found = QUESTIONS.get(name.replace("_", "-"))
    if found is None or (dot and suffix not in BY_SUFFIX):
        raise RequestError(404, f"there is no question {name!r}{suggestion(name, QUESTIONS)}; /questions lists them")
    chosen = Choice(BY_SUFFIX[suffix], suffix) if dot else choose(request.headers.get("accept"), FORMATS)
    if chosen is None:
        raise RequestError(406, f"an answer comes as {', '.join(FORMATS)}; or add .json, .csv or .html to the address")
    return found, chosen


def _given(question: Question, request: Request) -> dict[str, str]:
    """Return the parameters without those left empty; QuestionError for one that there is not, RequestError for two of one."""
    pairs = [(question.parameter(name).name, value) for name, value in request.query_params.multi_items()]
    if len({name for name, _ in pairs}) < len(pairs):
        raise RequestError(400, "a parameter is given twice; ask twice instead")
    return {name: value for name, value in pairs if value}
