"""How a rectification ended is put on the party's record, through the doors."""

from forms.choices import Role
from tests.processes.rectifying import Rectification
from workflows import clock
from workflows.casework import reading
from workflows.casework.actor import actor_of
from workflows.models import Case, CreditEntry, CreditRecord, RecordVersion, SharedMessage


def test_how_it_ended_is_put_on_the_record_and_shown_to_nobody_outside(office, calendar):
    case = Rectification(office, calendar, on_the_spot="true", correction="已当场补贴标签。")
    number = office.one(Case, id=case.id).number
    [record] = office.all(CreditRecord)
    assert (record.kind, record.title, record.state) == ("rectification", f"限期整改 {number}", "recorded")
    assert record.published_on is None and record.period_rule == "publicity_period/P22"
    [version] = office.all(RecordVersion)
    assert version.body["case_number"] == number and version.body["result"] == "当场改正"
    [entry] = office.all(CreditEntry, event="put_on_record")
    assert (entry.case_id, entry.visibility, entry.commit_id) == (case.id, "party", version.commit_id)


def test_how_it_ended_is_known_to_those_who_may_read_the_case(office, calendar):
    case = Rectification(office, calendar, on_the_spot="true", correction="已当场补贴标签。")
    office.section("drugs", "药品监管科")
    office.hire("stranger", Role.CASE_OFFICER, section="drugs")
    ended = ("整改结果", "当场改正")
    assert ended in known_to(office, "case_officer", case) and ended not in known_to(office, "stranger", case)


def known_to(office, reader, case):
    with office.begin() as session:
        entity_id = session.get_one(Case, case.id).entity_id
        actor = actor_of(session, office.people[reader])
        [row] = reading.known_page(session, entity_id, clock.today(), actor).rows
        return row.facts


def test_how_it_ended_is_told_to_the_platform_of_the_city(office, calendar):
    case = Rectification(office, calendar, on_the_spot="true", correction="已当场补贴标签。")
    [message] = office.all(SharedMessage)
    assert (message.kind, message.recipient) == ("RECTIFICATION_RESULT", "platform")
    assert message.payload["result"] == "当场改正" and message.case_id == case.id
    assert case.limit("result_sharing").ended is None
