"""Files from the field, each from a report of people who do this job, with the outcome that is right."""

from workflows.models import BusinessEntity, CreditRecord


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
