"""Attacks on files: what a party handed in, and what was printed."""

from hashlib import sha256

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named

OTHER = b"%PDF-1.4\nsomething else\n"
BOUND = "WHERE case_id IS NOT NULL"


def an_attachment_with_other_content(session: Session) -> Named:
    one = sql.named(session, "attachment", BOUND)
    sql.run(session, "UPDATE attachment SET content = :other WHERE id = :one", one=one, other=OTHER)
    return "B5.2", "attachment", sql.shown(one)


def an_attachment_exchanged_with_its_digest(session: Session) -> Named:
    one = sql.named(session, "attachment", BOUND)
    sql.run(
        session,
        "UPDATE attachment SET content = :other, sha256 = :digest, size = :size WHERE id = :one",
        one=one,
        other=OTHER,
        digest=sha256(OTHER).hexdigest(),
        size=len(OTHER),
    )
    return "B6.6", "attachment", sql.shown(one)


def an_attachment_deleted(session: Session) -> Named:
    one = sql.named(session, "attachment", BOUND)
    sql.run(session, "DELETE FROM attachment WHERE id = :one", one=one)
    return "B6.6", "attachment", sql.shown(one)


def an_attachment_moved_to_another_case(session: Session) -> Named:
    one = sql.named(session, "attachment", BOUND)
    other = sql.first(
        session,
        'SELECT id FROM "case" WHERE id NOT IN (SELECT case_id FROM attachment WHERE case_id IS NOT NULL)',
    )
    sql.run(session, "UPDATE attachment SET case_id = :other WHERE id = :one", one=one, other=other)
    return "B6.6", "attachment", sql.shown(one)


def an_attachment_slipped_in(session: Session) -> Named:
    """A receipt that nobody handed in."""
    one, stray = sql.named(session, "attachment", BOUND), "00000000000000000000000000000077"
    columns = "case_id, filename, media_type, size, sha256, content, uploaded_by_id, uploaded_at"
    sql.run(
        session,
        f"INSERT INTO attachment (id, {columns}) SELECT '{stray}', {columns}"  # noqa: S608
        " FROM attachment WHERE id = :one",
        one=one,
    )
    return "B6.6", "attachment", sql.shown(stray)


def a_paper_exchanged_with_its_digest(session: Session) -> Named:
    one = sql.named(session, "document_file", key="document_id")
    sql.run(
        session,
        "UPDATE document_file SET pdf = :other, sha256 = :digest, size = :size WHERE document_id = :one",
        one=one,
        other=OTHER,
        digest=sha256(OTHER).hexdigest(),
        size=len(OTHER),
    )
    return "B6.6", "document_file", sql.shown(one)


def a_paper_deleted(session: Session) -> Named:
    """Printed again, it would bear another law's wording, or another bureau's seal."""
    one = sql.named(session, "document_file", key="document_id")
    sql.run(session, "DELETE FROM document_file WHERE document_id = :one", one=one)
    return "B6.6", "document_file", sql.shown(one)
