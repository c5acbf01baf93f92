"""Attacks on who may do what: officers, their posts, their parts in cases, their log-ins."""

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named

OFFICER = "WHERE username = 'case_officer'"


def a_role_granted_since_long_ago(session: Session) -> Named:
    one = sql.named(session, "role_grant")
    sql.run(session, "UPDATE role_grant SET granted_at = '2020-01-01 00:00:00' WHERE id = :one", one=one)
    return "B6.6", "role_grant", str(one)


def a_role_that_nobody_granted(session: Session) -> Named:
    sql.run(
        session,
        "INSERT INTO role_grant (id, officer_id, role, granted_at)"
        " VALUES (77777, :officer, 'approver', '2020-01-01 00:00:00')",
        officer=sql.named(session, "officer", OFFICER),
    )
    return "B6.6", "role_grant", "77777"


def a_role_grant_deleted(session: Session) -> Named:
    one = sql.named(session, "role_grant")
    sql.run(session, "DELETE FROM role_grant WHERE id = :one", one=one)
    return "B6.6", "role_grant", str(one)


def a_password_exchanged(session: Session) -> Named:
    return _changed(session, "password_hash = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2g'")


def a_certificate_exchanged(session: Session) -> Named:
    return _changed(session, "certificate_number = '23039999'")


def a_certificate_that_lasts_longer(session: Session) -> Named:
    return _changed(session, "certificate_until = '2099-12-31'")


def a_qualification_made_up(session: Session) -> Named:
    return _changed(session, "legal_qualification = 'A20202303009999'")


def an_officer_renamed(session: Session) -> Named:
    return _changed(session, "name = '别人'")


def an_officer_with_another_number(session: Session) -> Named:
    return _changed(session, "employee_number = '0099'")


def an_officer_shut_out_by_hand(session: Session) -> Named:
    return _changed(session, "disabled_at = '2026-11-23 02:00:00'")


def an_officer_who_was_never_hired(session: Session) -> Named:
    sql.run(
        session,
        "INSERT INTO officer"
        " (id, username, employee_number, name, password_hash, password_temporary, department_id)"
        " SELECT 77777, 'stranger', '9999', '外人', password_hash, password_temporary, department_id"
        " FROM officer WHERE id = :one",
        one=sql.named(session, "officer"),
    )
    return "B6.6", "officer", "77777"


def _changed(session: Session, change: str) -> Named:
    one = sql.named(session, "officer", OFFICER)
    sql.run(session, f"UPDATE officer SET {change} WHERE id = :one", one=one)  # noqa: S608
    return "B6.6", "officer", str(one)


def a_section_renamed(session: Session) -> Named:
    one = sql.named(session, "department")
    sql.run(session, "UPDATE department SET name = '另一科室' WHERE id = :one", one=one)
    return "B6.6", "department", str(one)


def a_part_in_a_case_deleted(session: Session) -> Named:
    """Whoever handled the case may now approve it."""
    case, officer = session.execute(
        sql.text("SELECT case_id, officer_id FROM case_part ORDER BY case_id, officer_id LIMIT 1")
    ).one()
    sql.run(
        session,
        "DELETE FROM case_part WHERE case_id = :case AND officer_id = :officer",
        case=case,
        officer=officer,
    )
    return "B6.6", "case_part", f"{sql.shown(case)}/{officer}"


def a_log_in_made_up(session: Session) -> Named:
    """With a token of one's own, one acts through the pages in another's name."""
    sql.run(
        session,
        "INSERT INTO login_session (token_digest, officer_id, opened_at, seen_at, ends_at, address)"
        " VALUES ('77', :officer, '2026-12-28 02:00:00', '2026-12-28 02:00:00', '2026-12-29 02:00:00', '10.0.0.9')",
        officer=sql.named(session, "officer", "WHERE username = 'approver'"),
    )
    return "B6.6", "login_session", "77"


def a_log_in_from_another_address(session: Session) -> Named:
    one = sql.named(session, "login_session", key="token_digest")
    sql.run(session, "UPDATE login_session SET address = '10.0.0.1' WHERE token_digest = :one", one=one)
    return "B6.6", "login_session", one


def log_in_attempts_deleted(session: Session) -> Named:
    one = sql.named(session, "login_attempt")
    sql.run(session, "DELETE FROM login_attempt")
    return "B6.6", "login_attempt", str(one)


def readings_deleted(session: Session) -> Named:
    """Who looked at the case is known to nobody any more."""
    one = sql.named(session, "consultation")
    sql.run(session, "DELETE FROM consultation")
    return "B6.6", "consultation", str(one)
