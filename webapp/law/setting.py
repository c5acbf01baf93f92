"""The page of one open question: its answer, the answers so far, and the form for the next."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.db import db, look_again
from webapp.law.blueprint import bp
from webapp.session.visitor import current_actor, visitor
from workflows import clock, enactment
from workflows.errors import NotFound, SettingRefused
from workflows.law import Parameter, parameters
from workflows.law.answers import WORDS
from workflows.law.open_questions import value_of
from workflows.law.reading import standing
from workflows.law.settings import earliest_day
from workflows.law.wording import shown


@bp.get("/parameters/<key>")
def show_parameter(key: str) -> ResponseReturnValue:
    """Show an open question with its history."""
    return _page(_asked(key), "")


@bp.post("/parameters/<key>")
def set_parameter(key: str) -> ResponseReturnValue:
    """Answer an open question from a day on."""
    asked, filled = _asked(key), request.form
    try:
        enactment.set_answer(
            db.session(),
            key,
            filled.get("value", ""),
            _day(filled.get("from_day", "")),
            reason=filled.get("reason", ""),
            confirmed_by=filled.get("confirmed_by", ""),
            officer_id=current_actor().officer_id,
        )
    except SettingRefused as refusal:
        look_again()
        return _page(asked, str(refusal)), 422
    flash("已保存，到生效日起适用。")
    return redirect(url_for("law.show_parameter", key=key), 303)


def _asked(key: str) -> Parameter:
    found = parameters().get(key)
    if found is None:
        raise NotFound
    return found


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise SettingRefused("请填写生效日期。") from None


def _page(asked: Parameter, refusal: str) -> str:
    history = [
        (row, shown(value_of(asked, row.value))) for row in enactment.answers_so_far(db.session(), asked.key)
    ]
    return render_template(
        "law/parameter.html",
        asked=asked,
        answer=shown(asked.value),
        default=shown(asked.default),
        standing=standing(asked),
        takes=WORDS[asked.kind],
        history=history,
        earliest=earliest_day(clock.now()),
        refusal=refusal,
        filled=request.form,
        may_set=visitor().may("law.set_parameter") and not asked.locked,
    )
