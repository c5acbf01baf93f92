"""Attacks on what stands on record: parties, decisions, records, and imports."""

from sqlalchemy.orm import Session

from tests.audit.attacks import sql
from tests.audit.finding_rows import Named


def a_party_renamed(session: Session) -> Named:
    return _changed(session, "business_entity", "name = '另一企业有限公司'")


def a_party_with_another_representative(session: Session) -> Named:
    return _changed(session, "business_entity", "legal_representative = '别人'")


def a_party_with_another_address(session: Session) -> Named:
    return _changed(session, "business_entity", "address = '鸡西市恒山区别处1号'")


def a_party_with_another_code(session: Session) -> Named:
    return _changed(session, "business_entity", "uscc = '91230300MA00000ZZZ'")


def a_decision_with_another_text(session: Session) -> Named:
    return _changed(session, "penalty_decision", "remark = '另有说明'")


def a_record_about_another_party(session: Session) -> Named:
    return _changed(session, "credit_record", "title = '行政处罚决定书 另一号'")


def a_record_hung_on_another(session: Session) -> Named:
    """It would end with the other's repair."""
    one = sql.named(session, "credit_record")
    sql.run(
        session,
        "UPDATE credit_record SET linked_to_id = (SELECT max(id) FROM credit_record) WHERE id = :one",
        one=one,
    )
    return "B6.6", "credit_record", str(one)


def import_counts_changed(session: Session) -> Named:
    return _changed(session, "import_run", "refused = 0, done = done - refused, total = total - refused")


def the_file_of_an_import_exchanged(session: Session) -> Named:
    return _changed(session, "import_run", f"sha256 = '{'0' * 64}', filename = 'other.csv'")


def rejects_deleted(session: Session) -> Named:
    one = sql.named(session, "import_reject")
    sql.run(session, "DELETE FROM import_reject")
    return "B6.6", "import_reject", str(one)


def a_reject_that_says_otherwise(session: Session) -> Named:
    return _changed(session, "import_reject", "faults = '没有问题'")


def _changed(session: Session, table: str, change: str) -> Named:
    one = sql.named(session, table)
    sql.run(session, f'UPDATE "{table}" SET {change} WHERE id = :one', one=one)  # noqa: S608
    return "B6.6", table, str(one)
