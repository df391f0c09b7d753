""".rq files and values → typed rows."""

from kg.query.helpers import Graph, docstring
from kg.query.question import Parameter, Question, read_question, read_questions
from kg.query.rows import Rows, Triples

__all__ = ["Graph", "Parameter", "Question", "Rows", "Triples", "docstring", "read_question", "read_questions"]
