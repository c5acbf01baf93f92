"""Steps of 告知与陈述申辩 (PEN-10 to PEN-12): tell the party, hear it, re-examine what it says.

The caller sets notice_kind (a kind among its PAPERS), defence_clock, hearing_in_scope (a truth), proposed_weight
(a whole number, the larger the heavier) and electronic_consent. It gets defence (waived, unchanged, adopted or
new_facts; after the last two the party has to be told again before anything is decided), hearing_requested,
proposed_weight as it stands then, notice_document_id and notice_served_on. A notice that the leader sent back is
mended in the task mend_notice: the caller's paper takes notice_facts, notice_reasons and notice_content from there.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from forms.choices import DeadlineEnd
from forms.notice_and_defence import HearingWish, Reexamination, Said
from workflows.errors import NoticeNotServed
from workflows.law import clock_of, decide
from workflows.processes.notice_and_defence.papers import BAR, served_day
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock

DEFENCE = "statement_and_defence"
"""The diagram's timer for being heard, whichever clock the caller names."""
REQUEST = "hearing_request"


@step(
    "defence_stated",
    "hearing_request_due",
    "hearing_requested",
    "heavier_barred_by",
    "notice_document_id",
    "notice_served_on",
    "statement_and_defence_due",
)
def start_defence(
    ctx: StepContext, *, document_id: str, served_on: str, defence_clock: str, hearing_in_scope: bool
) -> Mapping[str, Any]:
    """Start the party's terms from the service of the notice (程序规定 57; 处罚法 64).

    Raises NoticeNotServed when the document has not been served.
    """
    _told(ctx, document_id)
    day = date.fromisoformat(served_on)
    limits = start_clock(ctx, defence_clock, day, "告知书送达", timer=DEFENCE)
    if hearing_in_scope:
        limits |= start_clock(ctx, REQUEST, day, "告知书送达")
    return {
        **limits,
        "notice_document_id": document_id,
        "notice_served_on": served_on,
        "defence_stated": False,
        "hearing_requested": False,
        "heavier_barred_by": decide(BAR, {"bar": "heavier_for_speaking"})["basis"],
    }


@step("defence_stated")
def take_down(ctx: StepContext, *, stated: bool) -> Mapping[str, Any]:
    """Take down what the party says; its term ends when it has nothing more to say, or waives."""
    said = ctx.answers["said"]
    if said != Said.MORE:
        end_clock(ctx, DEFENCE, DeadlineEnd.MET, Said(said).label)
    return {"defence_stated": stated or said != Said.WAIVED}


@step()
def note_silence(ctx: StepContext, *, stated: bool) -> Mapping[str, Any]:
    """Note that the term is over; who said nothing in it has waived (程序规定 57)."""
    row = ctx.dossier.deadline(*_clocks(ctx, DEFENCE))
    words = "不再等候补充。" if stated else "逾期没有陈述、申辩，视为放弃。"
    ctx.note(words, basis=row.basis if row else "")
    return {}


@step("hearing_requested")
def note_hearing_wish(ctx: StepContext) -> Mapping[str, Any]:
    """Note whether the party wants a hearing; its term to ask for one is over with that."""
    wish = HearingWish(ctx.answers["hearing_wish"])
    end_clock(ctx, REQUEST, DeadlineEnd.MET, wish.label)
    ctx.tell_party(f"当事人{wish.label}。", basis=clock_of(REQUEST).basis)
    return {"hearing_requested": wish == HearingWish.REQUESTED}


@step("hearing_requested")
def note_no_request(ctx: StepContext) -> Mapping[str, Any]:
    """Note that nobody asked for a hearing in time, which is a waiver (处罚法 64)."""
    ctx.tell_party("逾期没有要求听证，视为放弃听证权利。", basis=clock_of(REQUEST).basis)
    return {"hearing_requested": False}


@step("defence")
def settle_defence(ctx: StepContext, *, defence: str, document_id: str) -> Mapping[str, Any]:
    """Settle what came of the right to be heard. Raises NoticeNotServed when the party was never told (处罚法 62)."""
    _told(ctx, document_id)
    words = (
        "当事人放弃陈述、申辩。" if defence == Said.WAIVED else f"复核意见：{Reexamination(defence).label}。"
    )
    ctx.note(words, event="defence_settled")
    return {"defence": defence}


def _told(ctx: StepContext, document_id: str) -> None:
    if served_day(ctx.dossier, UUID(document_id)) is None:
        bar = decide(BAR, {"bar": "not_told"})
        raise NoticeNotServed(f"{bar['words']}（{bar['basis']}）。")


def _clocks(ctx: StepContext, timer: str) -> list[str]:
    return [row.clock for row in ctx.dossier.deadlines if row.timer == timer]
