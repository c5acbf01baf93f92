"""Leads: registered by whoever hears of something, sorted by their section, read by those who need to know."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from forms.choices import LeadSource, LeadStanding, Role
from tests.leads import lead_of, treat
from workflows import background, casework, clock
from workflows.casework import reading
from workflows.errors import AttachmentUnknown, LeadSettled, NotAllowed, NotFound, OfficerUnfit
from workflows.jobs import Work
from workflows.models import Attachment, Lead, LeadChange
from workflows.register.commit import Commit
from workflows.register.erasure import ERASED, Wanted, erase

ASSIGNED, DISMISSED = LeadStanding.ASSIGNED, LeadStanding.DISMISSED
REFERRED, TRANSFERRED = LeadStanding.REFERRED, LeadStanding.TRANSFERRED


@pytest.fixture
def bureau(office, calendar):
    office.section("drugs", "药品科")
    office.hire("elsewhere", Role.CASE_OFFICER, section="drugs")
    office.hire("other_head", Role.UNIT_HEAD, section="drugs")
    return office


def standing(office, lead):
    return max(office.all(LeadChange, lead_id=lead), key=lambda row: row.seq)


def read_by(office, who, **sought):
    """Return the numbers of the leads that somebody finds on his desk."""
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[who])
        found = session.execute(reading.leads(actor, reading.LeadSought(**sought))).all()
        return [lead.id for lead, _ in found]


def page_of(office, who, lead):
    with office.begin() as session:
        return reading.lead_page(session, lead, casework.actor_of(session, office.people[who]))


def test_a_lead_is_to_be_looked_at_within_fifteen_working_days_of_its_receipt(bureau):
    lead = bureau.one(Lead, id=lead_of(bureau, received_on=date(2026, 11, 20)))
    assert lead.look_by == date(2026, 12, 11)
    assert standing(bureau, lead.id).standing == "registered"


def test_the_worker_registers_what_it_found_in_its_own_transaction(bureau):
    lead = lead_of(bureau, by=None, source=LeadSource.OTHER_PROCEDURE)
    assert bureau.one(Lead, id=lead).registered_by_id is None and standing(bureau, lead).by_id is None
    assert lead in read_by(bureau, "unit_head")


def test_a_section_or_party_that_is_none_is_refused(bureau):
    with pytest.raises(NotFound):
        lead_of(bureau, entity_id=99999)
    bureau.sections["none"] = 99999
    with pytest.raises(NotFound):
        lead_of(bureau, section="none")
    assert bureau.all(Lead) == []


def test_the_head_of_the_section_assigns_a_lead_to_one_of_its_officers(bureau):
    lead = lead_of(bureau)
    treat(bureau, lead, ASSIGNED, "unit_head", officer_id=bureau.people["case_officer"])
    last = standing(bureau, lead)
    assert (last.seq, last.standing, last.officer_id) == (2, "assigned", bureau.people["case_officer"])


@pytest.mark.parametrize("who", ["elsewhere", "window", "auditor"])
def test_nobody_is_told_to_look_at_a_lead_who_cannot(bureau, who):
    lead = lead_of(bureau)
    with pytest.raises(OfficerUnfit):
        treat(bureau, lead, ASSIGNED, "unit_head", officer_id=bureau.people[who])


@pytest.mark.parametrize("who", ["window", "case_officer", "other_head", "legal_reviewer", "auditor"])
def test_whoever_does_not_sort_the_leads_of_the_section_does_nothing_with_one(bureau, who):
    lead = lead_of(bureau)
    with pytest.raises(NotAllowed):
        treat(bureau, lead, DISMISSED, who, reason="重复反映")
    assert standing(bureau, lead).seq == 1


def test_a_lead_that_is_referred_is_sorted_by_the_other_section_and_looked_at_by_nobody_yet(bureau):
    lead = lead_of(bureau)
    treat(bureau, lead, ASSIGNED, "unit_head", officer_id=bureau.people["case_officer"])
    treat(bureau, lead, REFERRED, "unit_head", department_id=bureau.sections["drugs"], reason="属于药品")
    assert standing(bureau, lead).officer_id is None
    assert lead not in read_by(bureau, "unit_head") and lead in read_by(bureau, "other_head")
    with pytest.raises(NotAllowed):
        treat(bureau, lead, DISMISSED, "unit_head", reason="重复反映")
    treat(bureau, lead, ASSIGNED, "other_head", officer_id=bureau.people["elsewhere"])
    with pytest.raises(NotFound):
        treat(bureau, lead, REFERRED, "other_head", department_id=99999, reason="属于其他科室")


@pytest.mark.parametrize(
    ("end", "told"),
    [(DISMISSED, {}), (TRANSFERRED, {"receiver": "鸡西市公安局"})],
    ids=lambda value: str(value),
)
def test_nothing_more_is_done_with_a_lead_that_was_settled(bureau, end, told):
    lead = lead_of(bureau)
    treat(bureau, lead, end, "unit_head", reason="不属于本局职责", **told)
    with pytest.raises(LeadSettled):
        treat(bureau, lead, DISMISSED, "chief", reason="重复反映")
    assert standing(bureau, lead).seq == 2


def test_a_lead_that_is_none_is_not_found(bureau):
    with pytest.raises(NotFound):
        treat(bureau, 99999, DISMISSED, reason="重复反映")
    with pytest.raises(NotFound):
        page_of(bureau, "chief", 99999)


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        *(
            (one, True)
            for one in ("window", "case_officer", "unit_head", "chief", "credit_section", "auditor")
        ),
        *((one, False) for one in ("elsewhere", "other_head", "legal_reviewer", "hearing_host")),
    ],
)
def test_the_section_whoever_registered_it_the_leaders_and_the_credit_section_read_a_lead(bureau, who, reads):
    lead = lead_of(bureau)
    assert (lead in read_by(bureau, who)) is reads
    if not reads:
        with pytest.raises(NotFound):
            page_of(bureau, who, lead)


def test_who_reported_it_is_shown_to_those_alone_who_handle_the_lead(bureau):
    lead = lead_of(bureau, reporter="周女士")
    treat(bureau, lead, ASSIGNED, "unit_head", officer_id=bureau.people["case_officer"])
    shown = partial(page_of, bureau, lead=lead)
    assert all(shown(who).shows_reporter for who in ("window", "case_officer", "unit_head"))
    assert not any(shown(who).shows_reporter for who in ("chief", "auditor", "reviewer"))


def test_the_desk_asks_by_standing_by_section_and_for_what_is_overdue(bureau, calendar):
    open_one, over = lead_of(bureau), lead_of(bureau, received_on=date(2026, 10, 9))
    dismissed = lead_of(bureau, received_on=date(2026, 10, 9))
    treat(bureau, dismissed, DISMISSED, reason="重复反映")
    treat(bureau, open_one, REFERRED, department_id=bureau.sections["drugs"], reason="属于药品")
    assert read_by(bureau, "chief") == [over, dismissed, open_one]
    assert read_by(bureau, "chief", only_open=True) == [over, open_one]
    assert read_by(bureau, "chief", only_overdue=True) == [over]
    assert read_by(bureau, "chief", standing=DISMISSED) == [dismissed]
    assert read_by(bureau, "chief", department_id=bureau.sections["drugs"]) == [open_one]
    assert clock.today() > bureau.one(Lead, id=over).look_by + timedelta(days=1)


def test_who_reported_it_can_be_erased_and_the_rest_stands(bureau):
    lead = lead_of(bureau, reporter="周女士", contact="13900002222")
    with bureau.begin() as session:
        wanted = Wanted(table="lead", row_id=lead, column="reporter", reason="本人申请")
        erase(session, Commit(bureau.people["chief"], "chief"), wanted)
    kept = bureau.one(Lead, id=lead)
    assert (kept.reporter, kept.contact) == (ERASED, "13900002222")


def test_files_of_a_lead_are_kept_and_those_handed_in_nowhere_are_removed(bureau, calendar):
    kept, unused = UUID(bureau.file()), UUID(bureau.file())
    lead_of(bureau, files=[kept])
    calendar.to("2026-11-25")
    background.forget_unused_files(Work(bureau.begin, "test"))
    assert [file.id for file in bureau.all(Attachment)] == [kept] and unused != kept


def test_files_of_another_are_refused_and_nothing_is_registered(bureau):
    with pytest.raises(AttachmentUnknown):
        lead_of(bureau, by="case_officer", files=[UUID(bureau.file("window"))])
    assert bureau.all(Lead) == []
