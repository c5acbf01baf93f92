"""信用修复 as a procedure: who opens it about which records, its papers, and how it ends."""

from forms.choices import RecordState, Role
from workflows.errors import RecordNotInState
from workflows.models import CreditRecord
from workflows.processes.credit_repair.outcomes import Outcome
from workflows.processes.credit_repair.papers import PAPERS
from workflows.register.messages import ASSIST, STATUS
from workflows.register.wording import state_words
from workflows.steps.declared import About, Declared, Either

DECISION = Either("conditions_met", yes="grant_decision", no="refusal_decision")


def may_open(record: CreditRecord) -> None:
    """Refuse an application about a record that nobody is shown any more. Raises RecordNotInState."""
    if record.state != RecordState.PUBLISHED:
        raise RecordNotInState(f"只有公示中的记录可以申请信用修复（现在：{state_words(record)}）。")


PROCEDURE = Declared(
    opened_by=frozenset({Role.WINDOW, Role.CASE_OFFICER}),
    about=About.RECORD,
    series="信修",
    action="申请信用修复",
    for_several=True,
    may_open=may_open,
    papers=PAPERS,
    previews={
        "review_acceptance": ("acceptance_notice",),
        "review_refusal_of_acceptance": ("refusal_of_acceptance",),
        "review_extension": ("extension_notice",),
        "approve_extension": ("extension_approval", "extension_notice"),
        "review": DECISION,
        "approve": DECISION,
    },
    outcomes=Outcome,
    kept_by={STATUS: ("repair_sharing",), ASSIST: ("repair_assistance",)},  # R10a, R11
    withdrawable=True,
    decides=frozenset({"refusal_of_acceptance", "grant_decision", "refusal_decision"}),
    ends_as="repair_ended",
)
