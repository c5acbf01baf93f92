"""Files from the field, each from a report of people who do this job, with the outcome that is right."""

import pytest
from marshmallow import ValidationError

from forms.choices import EntityKind, RecordKind
from tests.processes.walks import NOTICE
from tests.records import add_record
from workflows.casework.withdrawing import restore_record
from workflows.errors import UnreadableFile
from workflows.models import BusinessEntity, Case, CreditEntry, CreditRecord, PartyChange, SharedMessage


def test_g_files_that_were_read_rightly_before_are_so_still(desk):
    assert [desk.take(name) for name in ("G01", "G02", "G05")] == [(1, 0, 0, 0)] * 3
    assert [str(one.decided_on) for one in desk.decisions()][1] == "2026-11-02"
    assert desk.take("G03") == (0, 0, 0, 1) and "先把这一列设为文本格式" in desk.faults[0]


def test_h02_rows_that_contradict_each_other_are_both_given_back(desk):
    assert desk.take("H02") == (0, 0, 0, 2)
    assert all("同一文件中同一决定有两行不同内容" in sentence for sentence in desk.faults)
    assert desk.nothing_is_on_record()


def test_h03_an_error_of_the_spreadsheet_is_no_fact(desk):
    assert desk.take("H03") == (0, 0, 0, 1)
    assert "违法事实（CF_SY）是 Excel 错误值 #N/A" in desk.faults[0]


def test_h07_a_decision_not_to_punish_is_no_penalty(desk):
    assert desk.take("H07") == (0, 0, 0, 1)
    assert "不予行政处罚不是行政处罚，不归集公示" in desk.faults[0] and desk.nothing_is_on_record()


def test_h08_one_number_in_two_spellings_is_one_decision_in_its_own_spelling(desk):
    assert desk.take("H08") == (1, 0, 1, 0)
    [decision] = desk.decisions()
    assert decision.document_number == "鸡市监处罚〔2026〕708号"
    assert len(desk.office.all(CreditRecord)) == 1


def test_h09_a_fine_in_the_wrong_unit_is_given_back_with_both_sums(desk):
    assert desk.take("H09") == (0, 0, 0, 1)
    assert "处罚内容写 2000 元，罚款金额为 2000 万元，请核对单位" in desk.faults[0]
    assert desk.office.all(BusinessEntity) == []


def test_h10_a_renamed_party_is_taken_once_its_change_is_known(desk):
    assert desk.take("H10a") == (1, 0, 0, 0)
    assert desk.take("H10b") == (0, 0, 0, 1)
    assert "原名：鸡西市旧名商贸有限公司" in desk.faults[0] and "登记变更" in desk.faults[0]
    old = desk.office.one(BusinessEntity)
    desk.rename(old.id, "鸡西市新名科技有限公司")
    assert desk.take("H10b") == (1, 0, 0, 0)
    assert desk.take("H10a") == (0, 0, 1, 0)
    assert desk.office.one(BusinessEntity).name == "鸡西市新名科技有限公司"
    assert desk.found("旧名商贸") == desk.found("新名科技") == [old.id]


def test_h16_an_annulled_decision_is_withdrawn_with_what_hangs_on_it(desk):
    assert desk.take("H16a") == (1, 0, 0, 0)
    record = desk.office.one(CreditRecord)
    hanging = add_record(desk.office, record.entity_id, RecordKind.SERIOUS_LIST, linked_to_id=record.id)
    assert desk.take("H16b") == (0, 1, 0, 0)
    assert {one.state for one in desk.office.all(CreditRecord)} == {"withdrawn"}
    told = {one.payload["status"] for one in desk.office.all(SharedMessage)}
    entries = [entry.summary for entry in desk.office.all(CreditEntry, record_id=record.id)]
    assert told == {"withdrawn"} and "已撤销这一决定，撤回" in entries[-1]
    assert "所依据的" in desk.office.all(CreditEntry, record_id=hanging)[-1].summary
    assert desk.audited() == []
    assert desk.take("H16b") == (0, 0, 1, 0)
    assert desk.take("H16a") == (0, 0, 0, 1) and "不再公示" in desk.faults[0]


def test_h16_a_case_about_the_annulled_decision_ends_and_a_mistake_is_undone(desk):
    desk.take("H16a")
    record = desk.office.one(CreditRecord)
    case = desk.office.open("repair_notice", record.id, **NOTICE)[0]
    desk.take("H16b")
    assert desk.office.one(Case, id=case).outcome == "ENDED"
    with desk.office.begin() as session:
        restore_record(session, record.id, {"reason": "填报有误"}, desk.clerk(session))
    assert desk.office.one(CreditRecord).state == record.state and desk.audited() == []
    assert desk.take("H16a") == (0, 1, 0, 0) and desk.take("H16b") == (0, 1, 0, 0)
    assert desk.office.one(CreditRecord).state == "withdrawn" and desk.audited() == []


def test_h16_an_annulled_decision_that_was_never_on_record_is_given_back(desk):
    assert desk.take("H16b") == (0, 0, 0, 1)
    assert "没有归集过这一决定" in desk.faults[0]


def test_h17_a_row_with_both_numbers_joins_a_shop_known_by_each(desk):
    assert [desk.take(name) for name in ("H17a", "H17b")] == [(1, 0, 0, 0)] * 2
    old, new = desk.office.all(BusinessEntity)
    assert desk.take("H17c") == (1, 0, 0, 0)
    [joined] = desk.office.all(PartyChange)
    assert (joined.kind, joined.entity_id, joined.other_id) == ("same_as", old.id, new.id)
    assert "第 2 行" in joined.source
    assert [desk.take(name) for name in ("H17a", "H17b", "H17c")] == [(0, 0, 1, 0)] * 3
    assert len(desk.office.all(CreditRecord)) == 3 and desk.audited() == []


def test_h01_a_genuine_code_that_fails_its_check_is_taken_once_it_is_confirmed(desk):
    assert desk.take("H01") == (0, 0, 0, 1)
    assert "登记经营主体" in desk.faults[0] and "不是有效的统一社会信用代码" in desk.faults[0]
    shop = {
        "kind": EntityKind.ORGANISATION,
        "name": "厦门市思明区鹭鸣茶业有限公司",
        "address": "厦门市思明区",
    }
    shop |= {"uscc": "91350203M0007QKT1A", "legal_representative": "王喆"}
    with pytest.raises(ValidationError, match="不是有效的统一社会信用代码"):
        desk.enter(**shop)
    desk.enter(**shop, code_reason="核对了营业执照正本。")
    [confirmed] = desk.office.all(PartyChange)
    assert (confirmed.became, confirmed.source) == (shop["uscc"], "核对了营业执照正本。")
    assert desk.take("H01") == (1, 0, 0, 0)
    assert desk.office.one(BusinessEntity).uscc == shop["uscc"] and desk.audited() == []


def test_h01_a_confirmed_code_excuses_no_other_and_no_garbage(desk):
    person = {
        "kind": EntityKind.ORGANISATION,
        "name": "甲公司",
        "address": "某处",
        "legal_representative": "王喆",
    }
    for garbage in ("91350203M0007QKT1", "91350203M0007QKTIA", "123"):
        with pytest.raises(ValidationError):
            desk.enter(**person, uscc=garbage, code_reason="核对了营业执照正本。")


def test_h04_a_strict_workbook_is_read_as_any_other(desk):
    assert desk.take("H04") == (1, 0, 0, 0)


def test_h05_a_protected_workbook_is_refused_with_the_way_to_take_the_password_off(desk):
    with pytest.raises(UnreadableFile, match=r"设有打开密码.*清空密码"):
        desk.take("H05")


def test_h06_a_time_of_midnight_says_nothing(desk):
    assert desk.take("H06") == (4, 0, 0, 0)
    assert {str(one.decided_on) for one in desk.decisions()} == {"2026-11-02"}


def test_h11_titles_of_another_system_are_known(desk):
    assert desk.take("H11") == (1, 0, 0, 0)


def test_h12_a_formula_without_a_result_is_said_to_be_one(desk):
    assert desk.take("H12") == (0, 0, 0, 1)
    assert "罚款金额（万元）（CF_NR_FK）这一格是公式，没有保存计算结果" in desk.faults[0]


def test_h13_merged_cells_of_a_party_are_filled_and_the_report_says_so(desk):
    assert desk.take("H13") == (2, 0, 0, 0)
    assert desk.report == ["1 行有合并单元格，已按合并区域补齐。"]
    assert len(desk.office.all(BusinessEntity)) == 1


def test_h15_signs_that_keep_a_code_a_text_are_taken_off(desk):
    assert desk.take("H15") == (4, 0, 0, 0)
    assert len(desk.office.all(BusinessEntity)) == 1


def test_h18_a_title_above_the_header_is_passed_over_and_said(desk):
    assert desk.take("H18") == (1, 0, 0, 0)
    assert desk.report == ["表头以上的 1 行没有导入。"]


def test_h19_line_breaks_become_spaces_and_the_report_says_so(desk):
    assert desk.take("H19") == (1, 0, 0, 0)
    [decision] = desk.decisions()
    assert decision.facts == "当事人有下列行为： 1.未明码标价； 2.使用未经检定的计量器具。"
    assert desk.report == ["1 行有格内换行，记录中改为空格。"]


def test_g04_a_broken_encoding_is_refused_as_a_whole(desk):
    with pytest.raises(UnreadableFile, match="编码"):
        desk.take("G04")
