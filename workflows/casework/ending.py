"""Ends open cases about a record that is withdrawn: each goes over into the procedure that tells who applied."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import ActVerdict, CaseActKind, StepKind
from forms.record_withdrawal import RECORD_WITHDRAWN, RecordGone
from workflows import clock
from workflows.casework.act_papers import issue_papers
from workflows.casework.answers import load
from workflows.casework.due import fire_due
from workflows.casework.hands import CaseHands
from workflows.casework.kept import keep_definition
from workflows.casework.moves import Move, begin
from workflows.casework.transferring import taken_away
from workflows.catalog import Procedure, catalog, process_of
from workflows.engine import Run
from workflows.errors import ActRefused
from workflows.law import ActRule
from workflows.models import Case, CaseAct, CaseActDecision, CreditRecord
from workflows.register.commit import Commit
from workflows.steps import StepContext

CONCLUDED = "outcome"
NOTICE = "case_ended_notice"
GOES_OVER: Mapping[str, str] = {CaseActKind.END: "case_ended", CaseActKind.WITHDRAW: "case_withdrawn"}
"""The procedure that a case goes over into by an act that ends it."""


def locked_cases_about(session: Session, record_ids: Collection[int]) -> Sequence[Case]:
    """Return the open cases about these records, locked: before the records are, as every step locks them."""
    found = select(Case).where(Case.record_id.in_(record_ids), Case.closed_at.is_(None)).order_by(Case.id)
    fresh = found.with_for_update(of=Case).execution_options(populate_existing=True)
    return session.scalars(fresh).all() if record_ids else []


def lock_cases_about_decisions(session: Session, penalty_ids: Collection[int]) -> None:
    """Lock the open cases about the records of these decisions, before anybody locks the records."""
    if penalty_ids:
        of_them = select(CreditRecord.id).where(CreditRecord.penalty_id.in_(penalty_ids))
        locked_cases_about(session, session.scalars(of_them).all())


def end_cases_about(session: Session, record_ids: Collection[int], reason: str, by: str) -> list[Case]:
    """Let the open cases about withdrawn records end, each in a step that says why, and return them.

    A case that is settled already, and only waits for something after it, goes on.
    """
    return [case for case in locked_cases_about(session, record_ids) if _end(session, case, reason, by)]


def _end(session: Session, case: Case, reason: str, by: str) -> bool:
    at = clock.now()
    fire_due(session, case, at)
    procedure = catalog().get(case.process_key)
    if case.closed_at is not None or procedure is None or not procedure.declared.ends_as:
        return False
    commit = Commit(at=at)
    known = _known(session, case, commit)
    if CONCLUDED in known:
        return False
    lift(session, case, commit, reason)
    _go_over(session, case, catalog()[procedure.declared.ends_as], at)
    begin(session, case, commit, _move(case, reason, by), known)
    return True


def end_case(ctx: StepContext, act: CaseAct, rule: ActRule, move: Move) -> None:
    """End a case as a whole: it goes over into the procedure that stops the work and tells the party.

    Raises ActRefused for one that is settled already, and only waits for something after it.
    """
    session, case, commit = ctx.session, ctx.case, ctx.commit
    known = _known(session, case, commit)
    if CONCLUDED in known:
        raise ActRefused("本案已有处理结果，只等后续事项，不能撤回、终止。")
    issue_papers(ctx, act, rule)
    case.suspended_at = None
    _go_over(session, case, catalog()[GOES_OVER[act.kind]], commit.at)
    begin(session, case, commit, move, {**known, "party_is_told": NOTICE in rule.papers})


def lift(session: Session, case: Case, commit: Commit, reason: str) -> None:
    """Let a suspended case stand still no longer, because it ends; what had stopped stays stopped."""
    if case.suspended_at is None:
        return
    facts = {"kind": CaseActKind.END, "ground": RECORD_WITHDRAWN, "reason": reason[:300]}
    act = CaseAct(case_id=case.id, at=commit.at, **facts)
    commit.write(session, [act, CaseActDecision(act=act, verdict=ActVerdict.AGREED, at=commit.at)])
    case.suspended_at = None


def _known(session: Session, case: Case, commit: Commit) -> dict[str, object]:
    """Return the facts that the case's diagram has gathered so far."""
    process = process_of(session, case)
    ctx = StepContext(session=session, case=case, commit=commit)
    return Run.restore(process, case.state, CaseHands(ctx, process), str(case.id)).data


def _go_over(session: Session, case: Case, procedure: Procedure, at: datetime) -> None:
    keep_definition(session, procedure.process, at)
    taken_away(session, case)
    case.process_key, case.definition_digest = procedure.process.key, procedure.process.digest


def _move(case: Case, reason: str, by: str) -> Move:
    answers = load(RecordGone, {"reason": reason}, {})
    return Move(
        kind=StepKind.MESSAGE,
        process_key=case.process_key,
        name=RECORD_WITHDRAWN,
        title="所涉记录已撤回",
        words=f"{by}：{reason}",
        answers=answers.typed,
        kept=answers.kept,
        form=answers.form,
    )
