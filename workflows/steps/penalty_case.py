"""What the parts of a penalty case read from its file: the lead, the officers, the penalty as it is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from forms import START
from forms.choices import Role
from forms.penalty_words import Admonition, Proposal, Restriction
from workflows.documents.bureau import bureau
from workflows.errors import NotFound
from workflows.law import clock_of
from workflows.models import Document
from workflows.steps.dossier import Dossier

Facts = Mapping[str, Any]
FINE, CONFISCATION = "罚款", "没收违法所得、没收非法财物"
REPORT = "draft_report"
NOBODY = "（无）"
BY_OFFICERS = {"serving_role": Role.CASE_OFFICER.value}
"""Those who handle a penalty case serve its papers and take in what the party says to them (程序规定 81)."""


def named(dossier: Dossier) -> dict[str, Any]:
    """Return what every paper of a penalty case names: the case, the party, whom to ask.

    Imports bring no addresses; the party is then named with that for service, which is the registered one unless
    the party confirmed another (行政处罚法 59).
    """
    party = dossier.party
    return {
        "case_number": dossier.case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "party_address": party.address or dossier.application.get("delivery_address") or "",
        "legal_representative": party.legal_representative or "",
        "contact_person": dossier.case.department.name,
        "contact_phone": bureau().phone,
    }


def remedies() -> dict[str, str]:
    """Return how long the party may ask for reconsideration or sue (§2.4)."""
    return {
        "reconsideration_limit": clock_of("reconsideration").term,
        "litigation_limit": clock_of("litigation").term,
    }


def lead_of(dossier: Dossier) -> Facts:
    """Return the lead: as it opened the case, or as it was registered when another procedure led here."""
    return dossier.answers("register_lead") or dossier.application


def officers_of(dossier: Dossier, task: str) -> list[dict[str, str]]:
    """Return the two officers who carried out a task, with the numbers of their certificates."""
    step, answers = dossier.step(task), dossier.answers(task)
    first = step.actor_id if step else dossier.actor_id
    return dossier.officers_named(first, answers.get("second_officer"))


def handlers(dossier: Dossier) -> list[dict[str, str]]:
    """Return the two officers who investigated the case, verified its lead, or punished on the spot."""
    known = (task for task in ("investigate", "verify_lead") if dossier.step(task))
    return officers_of(dossier, next(known, START))


@dataclass(frozen=True)
class Proposed:
    """What is proposed in the latest report of the investigation, or imposed on the spot; amounts in yuan."""

    proposal: Proposal
    admonition: Admonition | None
    fine: Decimal | None
    confiscation: Decimal | None
    restriction: Restriction | None
    months: int | None
    answers: Facts

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of penalty in the law's words, as the field CF_CFLB has them."""
        found = [
            self.admonition.label if self.admonition else "",
            FINE if self.fine else "",
            CONFISCATION if self.confiscation else "",
            self.restriction.label if self.restriction else "",
        ]
        return tuple(kind for kind in found if kind)

    @property
    def content(self) -> list[str]:
        """What the penalty consists of, an item a kind, as the papers write it."""
        found = [
            self.admonition.label if self.admonition else "",
            f"罚款{self.fine:,.2f}元" if self.fine else "",
            f"没收违法所得、非法财物，价值{self.confiscation:,.2f}元" if self.confiscation else "",
            self._restriction_words(),
        ]
        return [words for words in found if words]

    @property
    def owed(self) -> Decimal:
        """What has to be paid in money."""
        return (self.fine or Decimal()) + (self.confiscation or Decimal())

    def _restriction_words(self) -> str:
        if self.restriction is None:
            return ""
        return f"{self.restriction.label}{self.months}个月" if self.months else self.restriction.label


def proposed(dossier: Dossier) -> Proposed:
    """Return what the latest report proposes, or what was imposed on the spot when the case was opened.

    Raises NotFound when there is no report yet.
    """
    answers = dossier.answers(REPORT) or dossier.application
    if "penalty_basis" not in answers and "proposal" not in answers:
        raise NotFound
    admonition, restriction = answers.get("admonition"), answers.get("restriction")
    return Proposed(
        proposal=Proposal(answers.get("proposal", Proposal.PENALTY)),
        admonition=Admonition(admonition) if admonition else None,
        fine=_amount(answers.get("fine")),
        confiscation=_amount(answers.get("confiscation")),
        restriction=Restriction(restriction) if restriction else None,
        months=answers.get("restriction_months"),
        answers=answers,
    )


def _amount(given: str | Decimal | None) -> Decimal | None:
    return Decimal(given) if given else None


PENALTIES = ("penalty_decision", "spot_penalty_decision")


def decision_of(dossier: Dossier, *kinds: str) -> Document:
    """Return the latest paper of one of these kinds, of a penalty when none is named, that was issued in the case.

    Raises NotFound when there is none.
    """
    document = latest_of(dossier, *(kinds or PENALTIES))
    if document is None:
        raise NotFound
    return document


def latest_of(dossier: Dossier, *kinds: str) -> Document | None:
    """Return the latest paper of one of these kinds that was issued in the case, None when there is none."""
    wanted = Document.case_id == dossier.case.id, Document.kind.in_(kinds)
    found = select(Document).where(*wanted).order_by(Document.issued_at.desc(), Document.serial.desc())
    return dossier.session.scalars(found.limit(1)).one_or_none()


def last_day_of(dossier: Dossier, *clocks: str) -> date | None:
    """Return the last day of the latest limit of one of these clocks, if there is one."""
    deadline = dossier.deadline(*clocks)
    return deadline.last_day if deadline else None
