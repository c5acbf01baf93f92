"""Two officers where the law wants two: different people, each with a certificate that was valid on the day."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.law.statutes import cited
from workflows.models import CaseStep, Officer

SECOND, TWO_OFFICERS = "second_officer", "penalty_law:42"
Valid = Mapping[int, date | None]
"""Until when the certificate of each officer is valid, None for one without."""


def check(session: Session) -> Iterator[Finding]:
    """B3.2: whoever is named as the second officer is another person, and both held certificates (行政处罚法 42).

    A certificate that was renewed since is taken as valid all along: only its last day is kept.
    """
    until = {
        row.id: row.certificate_until if row.certificate_number else None
        for row in session.execute(select(Officer.id, Officer.certificate_number, Officer.certificate_until))
    }
    columns = (CaseStep.id, CaseStep.case_id, CaseStep.seq, CaseStep.actor_id, CaseStep.at, CaseStep.answers)
    named = select(*columns).where(cast(CaseStep.answers, Text).contains(SECOND))
    for step in stream(session, named):
        second = step.answers.get(SECOND)
        if second and (reason := _reason(step, int(second), until)):
            words = f"案件 {step.case_id} 第 {step.seq} 步{reason}（{cited(TWO_OFFICERS)}）。"
            yield Finding("B3.2", "case_step", str(step.id), words)


def _reason(step: Found, second: int, until: Valid) -> str:
    """Return what is wrong with the pair, or an empty text."""
    if second == step.actor_id:
        return "的两名执法人员是同一人"
    day = clock.day_of(step.at)
    lacking = [one for one in (step.actor_id, second) if (until.get(one) or date.min) < day]
    return f"的人员 {lacking[0]} 当时没有有效的执法证件" if lacking else ""
