"""Attacks on time: a deadline that ends otherwise, or never."""

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named

RUNNING = "WHERE ended_at IS NULL"


def a_deadline_moved_whole(session: Session) -> Named:
    """Its days, its instant and its sentence all tell the same other day."""
    one = sql.named(session, "deadline", RUNNING)
    sql.run(
        session,
        "UPDATE deadline SET starts_on = '2027-03-01', last_day = '2027-03-31', due_at = '2027-03-31 16:00:00',"
        " sentence = '自2027年3月1日起计算，至2027年3月31日止。' WHERE id = :one",
        one=one,
    )
    return "B6.6", "deadline", str(one)


def a_deadline_ended_by_hand(session: Session) -> Named:
    one = sql.named(session, "deadline", RUNNING)
    sql.run(
        session,
        "UPDATE deadline SET ended = 'met', ended_at = '2026-12-01 02:00:00', end_reason = '已办理' WHERE id = :one",
        one=one,
    )
    return "B6.6", "deadline", str(one)


def a_deadline_deleted(session: Session) -> Named:
    one = sql.named(session, "deadline", RUNNING)
    sql.run(session, "DELETE FROM deadline WHERE id = :one", one=one)
    return "B6.6", "deadline", str(one)


def a_deadline_invented(session: Session) -> Named:
    """A second period of remedies, copied from the first."""
    columns = (
        "case_id, clock, timer, title, start_event, starts_on, last_day, due_at, provisional, calendar_version,"
        " basis, sentence, pauses, commit_id"
    )
    sql.run(
        session,
        f"INSERT INTO deadline (id, occurrence, {columns}) SELECT 77777, 99, {columns}"  # noqa: S608
        " FROM deadline WHERE id = :one",
        one=sql.named(session, "deadline"),
    )
    return "B6.6", "deadline", "77777"


def the_end_of_a_deadline_taken_back(session: Session) -> Named:
    """One that fired is made to run again, so that an answer that came too late is in time."""
    one = sql.named(session, "deadline", "WHERE ended = 'fired'")
    sql.run(
        session,
        "UPDATE deadline SET ended = NULL, ended_at = NULL, end_reason = NULL WHERE id = :one",
        one=one,
    )
    return "B6.6", "deadline", str(one)
