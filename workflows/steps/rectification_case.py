"""What the stages of a rectification read from its file: the order at hand, and whether it is the second."""

from sqlalchemy import select

from forms.rectification_words import OrderKind
from workflows.models import Document
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier
from workflows.steps.leads import pass_on

TERM, SECOND_TERM, EXTENSION = "rectification", "rectification_second_order", "rectification_extension"
"""The clocks of the time to put things right; all are limits of the first one's timer."""


def is_second(dossier: Dossier) -> bool:
    """Tell whether a time to put things right has run already, so that an order drafted now is the second."""
    return dossier.deadline(TERM) is not None


def order_at_hand(dossier: Dossier) -> Document | None:
    """Return the latest order of the case, if there is one; a corrected order is later than the one it replaced."""
    kinds = [kind.value for kind in OrderKind]
    issued = select(Document).where(Document.case_id == dossier.case.id, Document.kind.in_(kinds))
    return dossier.session.scalars(issued.order_by(Document.issued_at.desc())).first()


def pass_on_offence(ctx: StepContext) -> None:
    """Register the offence that was suspected as a lead, so that it is looked at beside the rectification (P2-02)."""
    found = ctx.dossier.application
    if found["offence_suspected"]:
        pass_on(ctx, f"涉嫌违法：{found['suspected_offence']}")


def named_order(dossier: Dossier) -> str:
    """Return the latest order as other papers name it; empty when there is none."""
    found = order_at_hand(dossier)
    return f"《{found.title}》（{found.number}）" if found else ""
