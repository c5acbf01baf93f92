"""Attacks on cases and on who works on them."""

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named

OPEN = "WHERE closed_at IS NULL"


def a_case_moved_to_another_section(session: Session) -> Named:
    one = sql.named(session, "case", OPEN)
    sql.run(session, "INSERT INTO department (id, code, name) VALUES (88, 'other', '另一科室')")
    sql.run(session, 'UPDATE "case" SET department_id = 88 WHERE id = :one', one=one)
    return "B6.6", "case", sql.shown(one)


def a_case_closed_by_hand(session: Session) -> Named:
    one = sql.named(session, "case", OPEN)
    sql.run(
        session,
        "UPDATE \"case\" SET closed_at = '2026-12-01 02:00:00', outcome = 'GRANTED' WHERE id = :one",
        one=one,
    )
    return "B6.6", "case", sql.shown(one)


def a_case_that_was_opened_on_another_day(session: Session) -> Named:
    one = sql.named(session, "case")
    sql.run(session, "UPDATE \"case\" SET opened_at = '2026-01-01 02:00:00' WHERE id = :one", one=one)
    return "B6.6", "case", sql.shown(one)


def a_case_put_back_to_an_older_state(session: Session) -> Named:
    """Each state bears the house's own seal, so one that stood once is as well sealed as today's."""
    other = sql.named(session, "case", OPEN)
    one = sql.first(session, f"SELECT id FROM \"case\" WHERE id <> '{other}'")  # noqa: S608
    state = sql.first(session, f"SELECT state FROM \"case\" WHERE id = '{other}'")  # noqa: S608
    sql.run(session, 'UPDATE "case" SET state = :state WHERE id = :one', one=one, state=state)
    return "B6.6", "case", sql.shown(one)


def a_task_given_to_another_person(session: Session) -> Named:
    one, somebody = sql.named(session, "task"), sql.named(session, "officer")
    sql.run(session, "UPDATE task SET claimed_by_id = :somebody WHERE id = :one", one=one, somebody=somebody)
    return "B6.6", "task", sql.shown(one)


def a_task_given_to_another_role(session: Session) -> Named:
    one = sql.named(session, "task")
    sql.run(session, "UPDATE task SET role = 'system_administrator' WHERE id = :one", one=one)
    return "B6.6", "task", sql.shown(one)


def a_task_deleted(session: Session) -> Named:
    one = sql.named(session, "task")
    sql.run(session, "DELETE FROM task WHERE id = :one", one=one)
    return "B6.6", "task", sql.shown(one)
