"""The page that answers “what if” for a table and given facts."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.law.blueprint import bp
from webapp.law.reading import find_table
from workflows.errors import FactsUnfit, LawConflict, LawGap
from workflows.law.files import SETTLED
from workflows.law.what_if import Answer, answers, questions
from workflows.law.wording import CONFIDENCE, words_of


@bp.get("/tables/<name>/what-if")
def ask(name: str) -> ResponseReturnValue:
    """Ask a table about facts; what was asked stays in the form, so that one fact can be changed."""
    table = find_table(name)
    own, fed = questions(table)
    found, refusal = _found(name) if "asked" in request.args else (None, "")
    return render_template(
        "law/what_if.html",
        table=table,
        own=own,
        fed=fed,
        given=request.args,
        on=request.args.get("on", ""),
        found=found,
        refusal=refusal,
        words_of=words_of,
        settled=SETTLED,
        confidence=CONFIDENCE,
    )


def _found(name: str) -> tuple[list[Answer] | None, str]:
    try:
        return answers(name, dict(request.args.lists()), _day()), ""
    except (FactsUnfit, LawGap, LawConflict) as refusal:
        return None, str(refusal)


def _day() -> date | None:
    words = request.args.get("on", "")
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise FactsUnfit("适用法律的日期应写作 2026-01-01") from None
