"""Personal text that went: of an erased one the auditor tells, without an erasure the chain is broken."""

import pytest
from sqlalchemy import select, update

from tests.audit.planting import findings
from tests.audit.test_audit_commands import runner
from webapp.db import db
from workflows.models import CreditEntry, Recusal
from workflows.register.erasure import ERASED

__all__ = ["runner"]


@pytest.mark.parametrize(
    "values", [{"summary": "别的说法"}, {"summary": ERASED}, {"summary": ERASED, "salts": {}}, {"salts": {}}]
)
def test_a_text_that_went_without_an_erasure_breaks_its_link(values, session):
    session.execute(update(CreditEntry).where(CreditEntry.id == 1).values(**values))
    assert "credit_entry 1" in "".join(one.sentence for one in findings(session, "B6.1"))


def test_the_administrator_erases_and_the_auditor_tells_of_it(runner):
    with runner.app.app_context():
        row = db.session.scalars(select(Recusal)).one()
        entry = db.session.scalars(select(CreditEntry.id).where(CreditEntry.case_id.is_(None))).first()
    by = ["--by", "system_administrator", "--reason", "本人申请"]
    assert runner.invoke(args=["audit", "erase", "recusal", str(row.id), "ground", *by]).exit_code == 1
    done = runner.invoke(args=["audit", "erase", "credit_entry", str(entry), "summary", *by])
    assert done.exit_code == 0, done.output
    told = runner.invoke(args=["audit", "verify"])
    assert told.exit_code == 0 and f"credit_entry {entry} 的 summary" in told.output


def test_nobody_but_the_system_administrator_erases(runner):
    by = ["--by", "approver", "--reason", "申请"]
    refused = runner.invoke(args=["audit", "erase", "credit_entry", "1", "summary", *by])
    assert refused.exit_code == 1 and "系统管理员" in refused.output
