"""OpenAPI: what the API takes and gives, made from the questions themselves."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from kg import __version__
from kg.query import Question
from kg.serve.finding import LONGEST, MOST
from kg.serve.questions import FORMATS, QUESTIONS
from kg.store.search import KINDS

_SCHEMAS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date"},
    "iri": {"type": "string", "format": "uri"},
}
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"
_PROBLEM = {
    "description": "What is wrong, and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_ROWS = {
    "type": "object",
    "required": ["columns", "rows"],
    "properties": {
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object"}},
    },
}
_WORDS = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\w"}
_STRINGS = {name: {"type": "string"} for name in ("type", "title", "detail")}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {**_STRINGS, "status": {"type": "integer"}},
}


async def openapi(request: Request) -> JSONResponse:
    """Return the OpenAPI 3.1 document of the questions and searches."""
    return JSONResponse(described(), headers={"Cache-Control": "max-age=3600"})


def described() -> dict[str, Any]:
    """Return the document."""
    paths = {f"/questions/{question.name}": {"get": _operation(question)} for question in QUESTIONS.values()}
    listed = {
        "operationId": "questions",
        "summary": "List the questions",
        "responses": {"200": {"description": "All questions."}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Byline", "version": __version__, "summary": "Who says what, in which words, and where it stands."},
        "paths": {"/questions": {"get": listed}, **paths, "/search": {"get": _search()}, "/places": {"get": _places()}},
        "components": {"schemas": {"Rows": _ROWS, "Problem": _PROBLEM_SCHEMA}},
    }


def _operation(question: Question) -> dict[str, Any]:
    return {
        "operationId": question.name.replace("-", "_"),
        "summary": question.title,
        "description": question.about,
        "tags": [question.topic],
        "parameters": [
            _parameter(p.name, p.about, _SCHEMAS.get(p.type, {"type": "string"}), p.example) for p in question.parameters
        ],
        "responses": _responses(),
    }


def _parameter(name: str, about: str, schema: dict[str, Any], example: object) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": about,
        "allowEmptyValue": True,
        "schema": schema,
        "example": example,
    }


def _responses() -> dict[str, Any]:
    content = {media_type: {"schema": {"type": "string"}} for media_type in FORMATS}
    content["application/json"] = {"schema": {"$ref": "#/components/schemas/Rows"}}
    return {"200": {"description": "The rows.", "content": content}, "400": _PROBLEM, "404": _PROBLEM, "503": _PROBLEM}


def _search() -> dict[str, Any]:
    parameters = [
        {
            **_parameter("q", 'All words that a text is to hold; "a phrase", the beginning* of a word.', _WORDS, "shelling"),
            "required": True,
            "allowEmptyValue": False,
        },
        _parameter("kind", "The kind of text.", {"type": "string", "enum": list(KINDS)}, "claim"),
        _parameter("limit", "How many texts at most.", {"type": "integer", "minimum": 1, "maximum": MOST}, 20),
    ]
    return {"operationId": "search", "summary": "Find words", "parameters": parameters, "responses": _responses()}


def _places() -> dict[str, Any]:
    three, four = ({"type": "string", "pattern": f"^{_NUMBER}(,{_NUMBER}){{{more}}}$"} for more in (2, 3))
    parameters = [
        _parameter("near", "latitude,longitude,kilometres; this or bbox", three, "49.98,36.25,100"),
        _parameter("bbox", "west,south,east,north in degrees; west may lie east of east", four, "36,48,38,50"),
    ]
    answer = {"description": "Places.", "content": {"application/geo+json": {"schema": {"type": "object"}}}}
    return {
        "operationId": "places",
        "summary": "Find places",
        "parameters": parameters,
        "responses": {"200": answer, "400": _PROBLEM},
    }
