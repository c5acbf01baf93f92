"""Links between cases: said of the later one, when it was opened."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CaseLink, CaseStep

OPENED_TOGETHER = "opened_together"


def check(session: Session) -> Iterator[Finding]:
    """B1.10: a case opened together with another says so in its first step, and the other one came before it."""
    first, earlier = aliased(CaseStep), aliased(CaseStep)
    opened = select(first.id).join(earlier, earlier.at <= first.at)
    opened = opened.where(first.case_id == CaseLink.case_id, first.seq == 1)
    opened = opened.where(first.commit_id == CaseLink.commit_id)
    opened = opened.where(earlier.case_id == CaseLink.earlier_id, earlier.seq == 1)
    found = select(CaseLink.id, CaseLink.case_id, CaseLink.earlier_id)
    stray = found.where(CaseLink.reason == OPENED_TOGETHER, ~opened.exists())
    words = "案件 {case_id} 不是与案件 {earlier_id} 一并登记的。"
    yield from each(session, "B1.10", "case_link", stray, words)
