"""How a rectification ended is put on the party's record, through the doors."""

from tests.processes.rectifying import Rectification
from workflows.models import Case, CreditEntry, CreditRecord, RecordVersion


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
