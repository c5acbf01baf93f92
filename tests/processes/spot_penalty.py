"""One penalty of the summary procedure as a test carries it through the doors."""

from typing import Any, Self
from uuid import UUID

from forms.choices import EntityKind, Role
from tests.calendar import Calendar
from tests.office import Office
from tests.processes.penalty_case import WHO, PenaltyCase
from workflows.models import BusinessEntity, Document

WHO["accept_filing"] = "unit_head"
FOUND = {
    "certificates_shown": "true",
    "found_place": "当事人经营场所",
    "cause": "没有公示营业执照",
    "facts_found": "没有在经营场所的醒目位置公示营业执照。",
    "evidence": "现场照片2张",
    "certain": "true",
    "nature": "违反了《中华人民共和国市场主体登记管理条例》第三十六条。",
    "rights_told": "true",
    "said_something": "false",
    "admonition": "warning",
    "penalty_basis": "《中华人民共和国市场主体登记管理条例》第四十八条",
    "discretion": "初次违法，当场改正。",
    "delivery_address": "鸡西市鸡冠区中心大街1号",
    "electronic_consent": "false",
}
HANDED_IN = {"volume_number": "2026-当罚-008", "filed_materials": "当场行政处罚决定书\n现场照片"}


class SpotPenalty(PenaltyCase):
    """A penalty imposed on the spot today; a fine is to be paid at the bank unless a test says otherwise."""

    def __init__(
        self,
        office: Office,
        calendar: Calendar,
        by: str = "case_officer",
        kind: EntityKind = EntityKind.ORGANISATION,
        **answers: Any,
    ) -> None:
        self.office, self.calendar = office, calendar
        if "second" not in office.people:
            office.hire("second", Role.CASE_OFFICER)
        now = {"found_at": f"{calendar.today}T09:40", "department": str(office.sections["food"])}
        paid = {"collection": "bank", "performance": "中国工商银行鸡西分行"} if "fine" in answers else {}
        given = {**FOUND, **now, "second_officer": self.second, **paid, **answers}
        party = office.party()
        with office.begin() as session:
            entity = session.get_one(BusinessEntity, party)
            entity.kind, entity.identity_cipher = kind, b"sealed" if kind is EntityKind.PERSON else None
        self.id: UUID = office.open_about(by, "summary_penalty", party, given)

    def handed_in(self) -> Self:
        return self.do("hand_in", handed_in_on=self.calendar.today, **HANDED_IN)

    def filed(self) -> Self:
        return self.handed_in().do("accept_filing", filing_opinion="agree")

    def collected(self, amount: str) -> Self:
        days = dict.fromkeys(("collected_on", "handed_over_on"), self.calendar.today)
        files = [self.office.file("case_officer")]
        receipt = {"receipt_number": "2300012345", "paid_amount": amount, "receipt_files": files}
        return self.do("record_collection", **receipt, **days)

    @property
    def decision(self) -> Document:
        return self.paper("spot_penalty_decision")
