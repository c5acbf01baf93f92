"""Who signs papers corrects one on its page; the old one leads to the new, and the public check tells."""

import pytest

from tests.processes.repair import Repair
from workflows.casework import texts_of
from workflows.models import Document

NAME = "鸡西市鸡冠区喆坤商贸有限公司"


@pytest.fixture
def paper(bureau, office, calendar):
    Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    return office.one(Document)


@pytest.fixture
def approver(browse):
    return browse("approver")


def test_the_page_offers_the_wording_to_who_signs_and_to_nobody_else(paper, approver, browse):
    page = f"/documents/{paper.id}"
    assert "更正文书" in approver.get(page).text and paper.facts["party_name"] in approver.get(page).text
    assert "更正文书" not in browse("case_officer").get(page).text
    assert browse("case_officer").post(f"{page}/corrections").status_code == 403


def test_the_old_paper_leads_to_the_new_one_and_the_public_check_tells(paper, approver, office, bureau):
    sent = {**texts_of(paper), "party_name": NAME, "reason": "名称有错字。"}
    answer = approver.post(f"/documents/{paper.id}/corrections", data=sent)
    [new] = [one for one in office.all(Document) if one.id != paper.id]
    assert answer.status_code == 303 and answer.location == f"/documents/{new.id}"
    assert f"/documents/{new.id}" in approver.get(f"/documents/{paper.id}").text
    public = bureau.test_client()
    assert "已被替换" in public.get(f"/check/{paper.code}").text
    assert "现在有效" in public.get(f"/check/{new.code}").text


def test_with_a_fault_the_form_comes_back_as_it_was_filled_in(paper, approver, office):
    answer = approver.post(f"/documents/{paper.id}/corrections", data={**texts_of(paper), "party_name": NAME})
    assert answer.status_code == 422 and NAME in answer.text and "更正理由" in answer.text
    assert len(office.all(Document)) == 1
