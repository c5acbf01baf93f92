"""The door for acts on a case as a whole: somebody asks, whoever may decide agrees, and it has effect at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.case_acts import ActDone
from forms.choices import ActVerdict, CaseActKind, Role, StepKind
from workflows import clock
from workflows.casework.act_papers import issue_papers
from workflows.casework.actor import DEPARTMENTAL, Actor, Seat
from workflows.casework.answers import Answers, bind, load
from workflows.casework.due import fire_due, locked_case
from workflows.casework.ending import GOES_OVER, end_case
from workflows.casework.moves import Move, context_of, note_down
from workflows.casework.requests import body_digest, keep_answer, stored_answer
from workflows.casework.standing import Standing, standing_of, take_part
from workflows.casework.suspending import catch_up, resume, suspend
from workflows.catalog import catalog, process_of
from workflows.errors import ActRefused, LawUnknown, NotAllowed, NotFound
from workflows.law import ActRule, act_rule_of, grounds_of
from workflows.models import Case, CaseAct, CaseActDecision, Document, DocumentChange, Officer
from workflows.register.commit import Commit
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier

EFFECTS: Mapping[str, Callable[[StepContext, ActRule], None]] = {
    CaseActKind.SUSPEND: suspend,
    CaseActKind.RESUME: resume,
}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for of a case, on which ground of the law's table."""

    kind: CaseActKind
    ground: str
    reason: str
    files: Sequence[UUID] = ()


@dataclass(frozen=True, kw_only=True)
class Word:
    """What whoever decides says of an act that was asked for, once under a key."""

    verdict: ActVerdict
    opinion: str = ""
    key: UUID


def open_to(session: Session, case: Case, kind: CaseActKind) -> list[ActRule]:
    """Return the grounds on which an act may be asked for of a case as it stands now; none when it may not."""
    procedure = catalog().get(case.process_key)
    if case.closed_at is not None or procedure is None:
        return []
    declared, stands = procedure.declared, case.suspended_at is not None
    fits = {
        CaseActKind.SUSPEND: declared.suspends and not stands,
        CaseActKind.RESUME: stands,
        CaseActKind.WITHDRAW: declared.withdrawable and not _is_decided(session, case, declared.decides),
        CaseActKind.END: declared.ends,
    }
    return grounds_of(kind, case.process_key) if fits[kind] else []


def _is_decided(session: Session, case: Case, papers: Collection[str]) -> bool:
    """Return whether one of the papers with which a case is decided was issued in it, and not taken back."""
    changed = select(DocumentChange.id).where(DocumentChange.document_id == Document.id)
    issued = select(Document.id).where(
        Document.case_id == case.id, Document.kind.in_(papers), ~changed.exists()
    )
    return bool(papers) and session.scalars(issued.limit(1)).one_or_none() is not None


def offered(session: Session, case: Case, actor: Actor) -> list[CaseActKind]:
    """Return which acts the actor may ask for of a case as it stands now."""
    if case.closed_at is not None:
        return []
    standing = standing_of(session, case.id, actor.officer_id)
    return [kind for kind in CaseActKind if _askable(session, case, kind, standing)]


def askable(session: Session, case: Case, kind: CaseActKind, actor: Actor) -> list[ActRule]:
    """Return the grounds on which the actor may ask for an act of a case as it stands now."""
    return _askable(session, case, kind, standing_of(session, case.id, actor.officer_id))


def _askable(session: Session, case: Case, kind: CaseActKind, standing: Standing) -> list[ActRule]:
    return [rule for rule in open_to(session, case, kind) if _free_seat(standing, case, rule.asked_by)]


def decidable(session: Session, act: CaseAct, actor: Actor) -> bool:
    """Return whether the actor may decide about an act that waits."""
    rule = act_rule_of(act.kind, act.ground)
    seat = _free_seat(standing_of(session, act.case_id, actor.officer_id), act.case, rule.decided_by)
    return seat is not None and act.asked_by_id not in (actor.officer_id, seat.in_place_of)


def ask(session: Session, case_id: UUID, wish: Wish, actor: Actor, key: UUID) -> CaseAct:
    """Keep that an act is asked for, and return it: it waits for whoever decides, or has effect where nobody has to.

    The same key again changes nothing where it had effect. Raises NotAllowed for whoever may not ask, ActRefused when
    the case does not stand so, the ground is none for it, or something is asked for already, and AttachmentUnknown.
    """
    digest = body_digest(case_id, {"kind": wish.kind, "ground": wish.ground, "reason": wish.reason})
    case = locked_case(session, case_id)
    if stored := stored_answer(session, key, actor, digest):
        return _act(session, stored["act_id"])
    at = clock.now()
    _, dossier = fire_due(session, case, at)
    rule = _rule(session, case, wish.kind, wish.ground)
    standing = standing_of(session, case.id, actor.officer_id)
    seat = _seat(standing, case, rule.asked_by, "提请")
    if _waiting(session, case):
        raise ActRefused("本案已有一项处理等待批准，请先办结。")
    bind(session, case.id, actor, wish.files)
    in_place_of = None if rule.decided_by else seat.in_place_of
    commit = Commit(actor.officer_id, actor.name, for_officer_id=in_place_of, at=at)
    act = _asked(session, case, wish, commit)
    if not rule.decided_by:
        _settle(session, act, commit, ActVerdict.AGREED)
        take_part(session, case.id, standing, seat)
        _carry_out(_context(dossier, commit, seat), act, rule)
        keep_answer(session, commit, key, digest, case.id, {"case_id": str(case.id), "act_id": act.id})
    return act


def _asked(session: Session, case: Case, wish: Wish, commit: Commit) -> CaseAct:
    facts = {"kind": wish.kind, "ground": wish.ground, "reason": wish.reason}
    act = CaseAct(case_id=case.id, asked_by_id=commit.actor_id, at=commit.at, **facts)
    commit.write(session, [act])
    session.flush()
    return act


def drop(session: Session, act_id: int, actor: Actor) -> CaseAct:
    """Take back what one has asked for oneself, and return it. Raises NotFound, NotAllowed or ActRefused."""
    _, act = _locked_act(session, act_id)
    if act.asked_by_id != actor.officer_id:
        raise NotAllowed("只有提请人可以撤回。")
    _settle(session, act, Commit(actor.officer_id, actor.name), ActVerdict.DROPPED)
    return act


def decide(session: Session, act_id: int, word: Word, actor: Actor) -> CaseAct:
    """Decide about an act that was asked for, and return it: one that is agreed to has effect in the same commit.

    The same key again changes nothing. Raises NotFound; NotAllowed for whoever may not decide, asked for it himself
    or has another part in the case; ActRefused when it was decided or the case does not stand so any more.
    """
    digest = body_digest(act_id, {"verdict": word.verdict, "opinion": word.opinion})
    if stored_answer(session, word.key, actor, digest):
        return _act(session, act_id)
    case, act = _locked_act(session, act_id)
    if stored_answer(session, word.key, actor, digest):  # by a twin that held the lock
        return act
    at = clock.now()
    _, dossier = fire_due(session, case, at)
    rule = _rule(session, case, CaseActKind(act.kind), act.ground)
    standing = standing_of(session, case.id, actor.officer_id)
    seat = _deciding(act, case, standing, rule)
    commit = Commit(actor.officer_id, actor.name, for_officer_id=seat.in_place_of, at=at)
    _settle(session, act, commit, word.verdict, word.opinion)
    if word.verdict is ActVerdict.AGREED:
        take_part(session, case.id, standing, seat)
        _carry_out(_context(dossier, commit, seat), act, rule)
        keep_answer(session, commit, word.key, digest, case.id, {"case_id": str(case.id)})
    return act


def _rule(session: Session, case: Case, kind: CaseActKind, ground: str) -> ActRule:
    try:
        rule = act_rule_of(kind, ground)
    except LawUnknown as unknown:
        raise ActRefused(f"没有这一情形：{ground}。") from unknown
    if rule not in open_to(session, case, kind):
        raise ActRefused
    return rule


def _deciding(act: CaseAct, case: Case, standing: Standing, rule: ActRule) -> Seat:
    """Return the seat in which somebody decides, not about what he asked for, nor in the place of who did."""
    seat = _seat(standing, case, rule.decided_by, "批准")
    if act.asked_by_id in standing.people(seat):
        raise NotAllowed("本人提请的处理，须由另一人批准。")
    return seat


def _free_seat(standing: Standing, case: Case, roles: Collection[str]) -> Seat | None:
    """Return a seat in one of some roles in which somebody may act in this case, None when he has none."""
    fit = (seat for seat in standing.seats if seat.role in roles and seat.in_place_of not in standing.out)
    here = (s for s in fit if s.role not in DEPARTMENTAL or s.department_id == case.department_id)
    found = next((seat for seat in here if standing.holds_apart(seat) is None), None)
    return None if standing.recused else found


def _seat(standing: Standing, case: Case, roles: Collection[str], doing: str) -> Seat:
    """Return the seat in which somebody may do it in this case. Raises NotAllowed."""
    if standing.recused:
        raise NotAllowed("您已在本案回避。")
    if seat := _free_seat(standing, case, roles):
        return seat
    words = "、".join(role.label for role in Role if role in roles)
    raise NotAllowed(f"这一处理由本案的{words}{doing}，在本案担任其他职责的人员不能{doing}。")


def _waiting(session: Session, case: Case) -> CaseAct | None:
    undecided = CaseAct.case_id == case.id, ~CaseAct.decision.has()
    return session.scalars(select(CaseAct).where(*undecided)).one_or_none()


def _act(session: Session, act_id: int) -> CaseAct:
    act = session.get(CaseAct, act_id)
    if act is None:
        raise NotFound
    return act


def _locked_act(session: Session, act_id: int) -> tuple[Case, CaseAct]:
    """Return an act with its case, locked. Raises NotFound, or ActRefused when something became of it already."""
    act = _act(session, act_id)
    case = locked_case(session, act.case_id)
    return case, act


def _settle(session: Session, act: CaseAct, commit: Commit, verdict: ActVerdict, opinion: str = "") -> None:
    """Keep what became of an act. Raises ActRefused when something did already."""
    of_it = select(CaseActDecision.id).where(CaseActDecision.act_id == act.id)
    if session.scalar(of_it) is not None:
        raise ActRefused("这一项已经处理过。")
    said = {"verdict": verdict, "opinion": opinion or None, "by_id": commit.actor_id, "at": commit.at}
    commit.write(session, [CaseActDecision(act=act, **said)])


def _context(dossier: Dossier, commit: Commit, seat: Seat) -> StepContext:
    ctx = context_of(dossier, process_of(dossier.session, dossier.case), commit)
    ctx.role = seat.role
    return ctx


def _carry_out(ctx: StepContext, act: CaseAct, rule: ActRule) -> None:
    """Let an act have effect, issue its papers, and write its step down."""
    if act.kind in GOES_OVER:
        end_case(ctx, act, rule, _move(ctx, act, _told(ctx.session, act, rule)))
        return
    EFFECTS[act.kind](ctx, rule)
    say = ctx.tell_party if issue_papers(ctx, act, rule) else ctx.note
    say(f"{CaseActKind.words(act.kind)}：{rule.title}。", event=act.kind, basis=rule.basis, rule=rule.name)
    note_down(ctx, _move(ctx, act, _told(ctx.session, act, rule)))
    if act.kind == CaseActKind.RESUME:
        catch_up(ctx)


def _told(session: Session, act: CaseAct, rule: ActRule) -> Answers:
    asked_by = session.get(Officer, act.asked_by_id) if act.asked_by_id else None
    told = {"act": act.kind, "ground": rule.title, "reason": act.reason}
    told |= {"asked_by": asked_by.name} if asked_by else {}
    return load(ActDone, told, {})


def _move(ctx: StepContext, act: CaseAct, told: Answers) -> Move:
    return Move(
        kind=StepKind.COMPLETED,
        process_key=ctx.case.process_key,
        name=act.kind,
        title=CaseActKind.words(act.kind),
        role=ctx.role,
        answers=told.typed,
        kept=told.kept,
        form=told.form,
    )
