"""A lead dealt with twice at the same instant: one of both holds, the other is told so."""

from collections import Counter
from functools import partial

import pytest

from forms.choices import LeadStanding
from tests import databases
from tests.casework.at_once import at_once
from tests.leads import lead_of, treat
from tests.office import Office
from workflows import audit
from workflows.errors import LeadSettled


@pytest.fixture
def office(database_url, calendar):
    office = Office(databases.opened(database_url, connections=4))
    yield office
    office.engine.dispose()


def test_of_dismissing_and_transferring_one_counts(office):
    for lead in (lead_of(office), lead_of(office)):
        ends = (LeadStanding.DISMISSED, {}), (LeadStanding.TRANSFERRED, {"receiver": "鸡西市公安局"})
        both = [partial(treat, office, lead, end, reason="不属于本局职责", **told) for end, told in ends]
        assert Counter(map(type, at_once(both))) == {type(None): 1, LeadSettled: 1}
    with office.begin() as session:
        assert list(audit.verify(session, {"B1.9", "B6.1"})) == []
