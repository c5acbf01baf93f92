"""Answers to the law's open questions: given from a day on, with a reason and who confirmed them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.enactment.loading import let_others_know
from workflows.errors import SettingRefused
from workflows.law import Parameter, parameters
from workflows.law.answers import Unfit, from_words
from workflows.law.open_questions import value_of
from workflows.law.settings import earliest_day
from workflows.models import ParameterSetting
from workflows.register.commit import Commit


def set_answer(
    session: Session, key: str, words: str, from_day: date, *, reason: str, confirmed_by: str, officer_id: int
) -> ParameterSetting:
    """Store an answer that counts from a day on and return it; nothing of before is changed.

    Raises SettingRefused, which says what is wrong: an unknown or locked question, an answer that is not of
    its kind, a day before tomorrow, no reason, nobody who confirmed it.
    """
    asked = parameters(from_day).get(key)
    if asked is None:
        raise SettingRefused(f"没有参数 {key}。")
    _demand_told(asked, from_day, reason, confirmed_by)
    commit = Commit(officer_id)
    row = ParameterSetting(
        key=key,
        value=_plain(asked, words),
        from_day=from_day,
        reason=reason.strip(),
        confirmed_by=confirmed_by.strip(),
        set_by_id=officer_id,
        at=commit.at,
    )
    commit.write(session, [row])
    let_others_know(session)
    return row


def _demand_told(asked: Parameter, from_day: date, reason: str, confirmed_by: str) -> None:
    earliest = earliest_day(clock.now())
    if asked.locked:
        raise SettingRefused(f"“{asked.title}”已锁定，法律不允许改动。")
    if from_day < earliest:
        raise SettingRefused(f"生效日期最早为{earliest}，以前作出的决定不受影响。")
    if not reason.strip() or not confirmed_by.strip():
        raise SettingRefused("请写明改动的理由，以及由谁、依据什么确认。")


def _plain(asked: Parameter, words: str) -> object:
    try:
        plain = from_words(asked.kind, words)
        value_of(asked, plain)
    except Unfit as fault:
        raise SettingRefused(f"“{asked.title}”：{fault}。") from fault
    return plain


def answers_so_far(session: Session, key: str) -> Sequence[ParameterSetting]:
    """Return the answers given to a question, the latest first."""
    asked = select(ParameterSetting).where(ParameterSetting.key == key).order_by(ParameterSetting.id.desc())
    return session.scalars(asked).all()
