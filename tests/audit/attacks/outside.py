"""Attacks on what leaves the house: messages, jobs, and what people are told of both."""

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named

WAITING = "WHERE state = 'waiting'"
QUEUE = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}


def a_message_deleted(session: Session) -> Named:
    """A repair that nobody is told of."""
    one = sql.named(session, "shared_message")
    sql.run(session, "DELETE FROM shared_message WHERE id = :one", one=one)
    return "B6.6", "shared_message", sql.shown(one)


def a_message_that_says_otherwise(session: Session) -> Named:
    one = sql.named(session, "shared_message")
    digest = "0" * 64
    sql.run(
        session,
        "UPDATE shared_message SET payload = '{}', payload_digest = :digest WHERE id = :one",
        one=one,
        digest=digest,
    )
    return "B6.6", "shared_message", sql.shown(one)


def a_message_to_somebody_else(session: Session) -> Named:
    one = sql.named(session, "shared_message")
    sql.run(session, "UPDATE shared_message SET recipient = 'nobody' WHERE id = :one", one=one)
    return "B6.6", "shared_message", sql.shown(one)


def a_message_said_to_be_sent(session: Session) -> Named:
    one = sql.named(session, "shared_message", WAITING)
    sql.run(
        session,
        "UPDATE shared_message SET state = 'sent', sent_at = '2026-12-01 02:00:00' WHERE id = :one",
        one=one,
    )
    return "B6.6", "shared_message", sql.shown(one)


def jobs_emptied(session: Session) -> Named:
    """What was asked of the worker is forgotten: the message waits for ever."""
    table = QUEUE[session.get_bind().dialect.name]
    sql.run(session, f"DELETE FROM {table}")  # noqa: S608
    return "B5.5", "shared_message", sql.shown(sql.named(session, "shared_message", WAITING))


def a_job_said_to_be_done(session: Session) -> Named:
    table = QUEUE[session.get_bind().dialect.name]
    sql.run(session, f"UPDATE {table} SET status = 'SUCCESS'")  # noqa: S608
    return "B5.5", "shared_message", sql.shown(sql.named(session, "shared_message", WAITING))


def troubles_emptied(session: Session) -> Named:
    one = sql.named(session, "trouble")
    sql.run(session, "DELETE FROM trouble")
    return "B6.6", "trouble", str(one)


def a_trouble_solved_by_hand(session: Session) -> Named:
    one = sql.named(session, "trouble", "WHERE solved_at IS NULL")
    sql.run(
        session,
        "UPDATE trouble SET solved_at = '2026-12-01 02:00:00', solved_by_id = :officer WHERE id = :one",
        one=one,
        officer=sql.named(session, "officer"),
    )
    return "B6.6", "trouble", str(one)


def a_trouble_made_up(session: Session) -> Named:
    """Retried by somebody in good faith, it would run a job with arguments of the attacker's."""
    sql.run(
        session,
        "INSERT INTO trouble (id, job, arguments, title, error, opened_at)"
        " VALUES (77777, 'deliver_message', '{}', '向外部系统发送消息', '请重试', '2026-12-01 02:00:00')",
    )
    return "B6.6", "trouble", "77777"
