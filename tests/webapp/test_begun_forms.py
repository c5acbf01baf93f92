"""A form begins with what is known: a draft that came back with its last answers, a recheck with its order."""

import re

import pytest

from tests.processes.rectifying import Rectification
from workflows.models import Task


@pytest.fixture
def case(bureau, office, calendar):
    return Rectification(office, calendar)


def page_of(case, browse, task, by="case_officer"):
    [row] = case.office.all(Task, case_id=case.id, name=task)
    return browse(by).get(f"/tasks/{row.id}").text


def value(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def checked(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"[^>]*checked', page)[1]


def test_a_draft_that_was_sent_back_is_not_typed_again(case, browse):
    assert "已按上次填写的内容填好" not in page_of(case, browse, "draft_order")
    case.drafted(items="甲\n乙").do("approve_order", order_opinion="return", reason="请写明要求。")
    page = page_of(case, browse, "draft_order")
    assert "已按上次填写的内容填好" in page and ">甲\n乙</textarea>" in page
    assert value(page, "length") == "15" and checked(page, "recheck_mode_planned") == "on_site"


def test_an_opinion_is_never_filled_in_ahead(case, browse):
    case.drafted().do("approve_order", order_opinion="return", reason="请写明要求。").drafted()
    assert "checked" not in page_of(case, browse, "approve_order", "unit_head")


def test_a_recheck_knows_its_order_and_what_brought_it_about(case, browse, calendar):
    case.ordered().reported()
    page = page_of(case, browse, "arrange")
    order = case.paper("rectification_order")
    assert value(page, "order") == order.label and value(page, "ordered_on") == str(order.issued_on)
    assert checked(page, "occasion") == "report" and value(page, "counted_from") == calendar.today
    assert checked(page, "recheck_mode") == "on_site" and "已按上次" not in page
