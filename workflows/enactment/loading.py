"""Reads what the office laid down, as the law asks for it."""

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from workflows.enactment.calendars import year_of_content
from workflows.law import settings
from workflows.law.settings import Entered, Setting
from workflows.models import ParameterSetting, WorkCalendar


def entered(session: Session) -> Entered:
    """Return every answer in the order in which it was given, and of each year the calendar entered last."""
    answers = session.scalars(select(ParameterSetting).order_by(ParameterSetting.id))
    calendars = session.scalars(select(WorkCalendar).order_by(WorkCalendar.id))
    return Entered(
        tuple(Setting(row.key, row.value, row.from_day, row.reason, row.confirmed_by) for row in answers),
        {row.year: year_of_content(row.content, row.filename) for row in calendars},
    )


def let_others_know(session: Session) -> None:
    """Let this process read anew once the transaction is kept; other processes do within a minute."""
    event.listen(session, "after_commit", lambda _: settings.forget(), once=True)
