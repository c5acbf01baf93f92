"""A paper carries the name, the representative and the address of its own day, and the name that a decision knew."""

from datetime import date

import pytest

from forms.choices import MadeKnown
from tests.casework.joining import make_known
from tests.processes.repair import Repair
from workflows import audit
from workflows.models import BusinessEntity

OLD, NEW = "鸡西市鸡冠区喆堃商贸有限公司", "鸡西市喆堃冷链物流有限公司"
ADDRESS = "鸡西市鸡冠区和平南大街12号"
SINCE, BEFORE_THE_DECISION = date(2026, 11, 2), date(2020, 6, 2)


@pytest.fixture
def case(office, calendar):
    """A repair that is accepted while its party still has its old name."""
    return Repair(office, calendar).accept()


@pytest.fixture
def party(case, office, calendar):
    """The party of the repair, some time later."""
    calendar.to(calendar.today, "15:00")
    return office.one(BusinessEntity, name=OLD).id


def named(paper):
    return paper.facts["party_name"], paper.facts["former_name"]


def findings(office):
    with office.begin() as session:
        return [one for one in audit.verify(session) if one.promise in {"B2.5", "B2.6"}]


def test_papers_before_a_renaming_keep_the_name_and_later_ones_carry_both(case, office, party, calendar):
    make_known(office, party, MadeKnown.RENAMED, name=NEW, from_day=SINCE)
    make_known(office, party, MadeKnown.REPRESENTATIVE, legal_representative="李新", from_day=SINCE)
    make_known(office, party, MadeKnown.ADDRESS, address=ADDRESS, from_day=SINCE)
    calendar.to(calendar.today, "16:00")
    decision = case.decide().paper("grant_decision")
    assert named(case.paper("acceptance_notice")) == (OLD, "")
    assert named(decision) == (NEW, OLD)
    assert (decision.facts["legal_representative"], decision.facts["party_address"]) == ("李新", ADDRESS)
    assert findings(office) == []


def test_a_name_that_the_decision_knew_already_is_no_former_one(case, office, party):
    make_known(office, party, MadeKnown.RENAMED, name=NEW, from_day=BEFORE_THE_DECISION)
    assert named(case.decide().paper("grant_decision")) == (NEW, "")
