"""What the register says of parties on file: each row becomes changes from its day, or goes back with a reason."""

import csv
import io
from datetime import date

import pytest

from forms.choices import EntityKind, ImportKind, MadeKnown
from tests.importing.files import COMPANY, csv_file
from tests.importing.files import row as penalty
from workflows.background import put_on_record
from workflows.importing import Limits, Recorder, advance, begin, open_file, report
from workflows.importing.runs import map_titles
from workflows.models import BusinessEntity, ImportReject, ImportRun, PartyChange

NAME, NEW_NAME = "鸡西市鸡冠区喆堃商贸有限公司", "鸡西市喆堃冷链物流有限公司"
SHOP = {
    "kind": EntityKind.ORGANISATION,
    "name": NAME,
    "uscc": "91230300MA18WTYY0Q",
    "legal_representative": "王喆",
    "address": "鸡西市鸡冠区中心大街1号",
}
TITLES = (
    "统一社会信用代码",
    "注册号",
    "企业名称",
    "原名称",
    "法定代表人",
    "住所",
    "登记状态",
    "核准日期",
    "依据",
)


class Register:
    """A register office that sends files, row by row as it says them, and a desk that imports them."""

    def __init__(self, desk) -> None:
        self.desk, self.office = desk, desk.office
        desk.enter(**SHOP)
        self.code = SHOP["uscc"]
        self.faults: list[str] = []

    def row(self, **said: str) -> dict[str, str]:
        return {"统一社会信用代码": self.code, "企业名称": NAME, "核准日期": "2026-05-09", **said}

    def take_in(self, *rows: dict[str, str], titles=TITLES) -> int:
        file = io.StringIO(newline="")
        csv.writer(file).writerows([titles, *([row.get(title, "") for title in titles] for row in rows)])
        with self.office.begin() as session:
            kind = ImportKind.REGISTRATIONS
            run_id = begin(session, "登记.csv", file.getvalue().encode(), None, kind=kind).id
        open_file(self.office.begin, run_id)
        return run_id

    def go_on(self, run_id: int, part: int = 500, record: Recorder = put_on_record) -> bool:
        with self.office.begin() as session:
            return advance(session, run_id, record, Limits(part=part))

    def send(self, *rows: dict[str, str]) -> tuple[int, int, int]:
        """Import the rows and return how many changed something, changed nothing, were refused."""
        run_id = self.take_in(*rows)
        while self.go_on(run_id):
            pass
        run = self.office.one(ImportRun, id=run_id)
        self.faults = [one.faults for one in self.office.all(ImportReject, run_id=run_id)]
        assert run.added == 0 and run.done == run.total
        return run.updated, run.unchanged, run.refused

    def take_in_a_penalty(self, **said: str) -> int:
        sent = penalty(COMPANY | {"CF_XDR_MC": NAME, "CF_XDR_SHXYM": self.code} | said)
        with self.office.begin() as session:
            run_id = begin(session, "处罚.csv", csv_file([sent]), None).id
        open_file(self.office.begin, run_id)
        assert not self.go_on(run_id)
        return run_id

    def party(self) -> BusinessEntity:
        return self.office.one(BusinessEntity, uscc=self.code)

    def changes(self) -> list[tuple[str, str, str, date]]:
        found = sorted(self.office.all(PartyChange), key=lambda one: one.id)
        return [(one.kind, one.was, one.became, one.from_day) for one in found]


def killed(session, decisions, changes) -> None:
    raise RuntimeError("killed before the commit")


@pytest.fixture
def register(desk):
    return Register(desk)


def test_a_row_becomes_a_change_of_each_column_that_is_otherwise_on_file(register):
    day = date(2026, 5, 9)
    moved = {"法定代表人": "李新", "住所": "鸡西市鸡冠区和平南大街12号", "登记状态": "歇业"}
    sent = register.row(企业名称=NEW_NAME, 原名称=NAME, 依据="（鸡）登记内变字〔2026〕第9号", **moved)
    assert register.send(sent) == (1, 0, 0)
    assert register.changes() == [
        ("renamed", NAME, NEW_NAME, day),
        ("representative", "王喆", "李新", day),
        ("address", "鸡西市鸡冠区中心大街1号", moved["住所"], day),
        ("status", "existing", "resting", day),
    ]
    party = register.party()
    assert (party.name, party.legal_representative, party.status) == (NEW_NAME, "李新", "resting")
    told = register.office.all(PartyChange)[0].source
    assert told == "（鸡）登记内变字〔2026〕第9号（导入文件《登记.csv》第 2 行）"
    assert register.desk.audited() == []


def test_the_same_file_again_changes_nothing(register):
    sent = register.row(企业名称=NEW_NAME, 原名称=NAME, 法定代表人="李新")
    assert [register.send(sent) for _ in range(2)] == [(1, 0, 0), (0, 1, 0)]
    assert register.send(register.row(法定代表人="王喆", 核准日期="2026-01-05")) == (0, 1, 0)
    assert len(register.changes()) == 2


def test_a_row_of_an_earlier_day_takes_its_place_and_leaves_what_holds_since(register):
    assert register.send(register.row(法定代表人="李新")) == (1, 0, 0)
    assert register.send(register.row(法定代表人="赵中", 核准日期="2026-02-02")) == (1, 0, 0)
    assert register.changes()[-1] == ("representative", "王喆", "赵中", date(2026, 2, 2))
    assert register.party().legal_representative == "李新" and register.desk.audited() == []


REFUSED = [
    ({"企业名称": NEW_NAME}, f"在系统中登记的名称是“{NAME}”"),
    ({"统一社会信用代码": "91230300MA0000015G"}, "在系统中没有这一主体"),
    ({"统一社会信用代码": ""}, "请填写统一社会信用代码，没有代码的填写工商注册号"),
    ({"核准日期": "2030-01-01"}, "晚于今天"),
    ({"核准日期": "无"}, "没有填写"),
    ({"登记状态": "很好"}, "不是登记机关的登记状态"),
    ({"法定代表人": "#N/A"}, "Excel 错误值"),
]


@pytest.mark.parametrize(("said", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_row_with_a_fault_goes_back_with_it_and_changes_nothing(register, said, words):
    sent = register.row(法定代表人="李新") | said
    assert register.send(sent) == (0, 0, 1)
    assert words in register.faults[0]
    assert register.changes() == [] and register.party().legal_representative == "王喆"


def test_who_is_deregistered_comes_back_by_no_file(register):
    assert register.send(register.row(登记状态="注销")) == (1, 0, 0)
    assert register.send(register.row(登记状态="存续", 核准日期="2026-06-01", 法定代表人="李新")) == (0, 0, 1)
    assert "注销之后不能是存续" in register.faults[0] and "登记变更" in register.faults[0]
    assert register.party().status == "deregistered" and len(register.changes()) == 1


def test_rows_that_say_different_things_of_a_party_for_one_day_all_go_back(register):
    one, other = (register.row(法定代表人=name) for name in ("李新", "赵中"))
    assert register.send(one, other, register.row(住所="鸡西市鸡冠区南山路9号")) == (1, 0, 2)
    assert all("第 2、3 行" in fault for fault in register.faults)
    assert [kind for kind, *_ in register.changes()] == ["address"]


def test_a_killed_import_goes_on_where_it_stood(register):
    rows = [register.row(法定代表人=f"李{day}", 核准日期=f"2026-05-0{day}") for day in range(1, 5)]
    run_id = register.take_in(*rows)
    assert register.go_on(run_id, part=2)
    with pytest.raises(RuntimeError):
        register.go_on(run_id, part=2, record=killed)
    assert len(register.changes()) == 2
    while register.go_on(run_id, part=2):
        pass
    assert [became for _, _, became, _ in register.changes()] == ["李1", "李2", "李3", "李4"]
    assert register.party().legal_representative == "李4" and register.desk.audited() == []


def test_a_title_that_nobody_knows_is_explained_by_a_person(register):
    titles = ("统一社会信用代码", "企业名称", "核准日期", "掌柜")
    run_id = register.take_in(register.row(掌柜="李新"), titles=titles)
    assert register.office.one(ImportRun, id=run_id).state == "mapping"
    with register.office.begin() as session:
        map_titles(session, run_id, {"掌柜": "DJ_FRDB"})
    open_file(register.office.begin, run_id)
    assert not register.go_on(run_id) and register.party().legal_representative == "李新"


def test_a_penalty_keeps_who_represented_its_party_and_changes_no_register(register):
    assert register.send(register.row(法定代表人="李新")) == (1, 0, 0)
    register.take_in_a_penalty(CF_FRDB="王喆")
    [decision] = register.desk.decisions()
    assert decision.representative == "王喆" and register.party().legal_representative == "李新"
    assert register.desk.audited() == []


def test_the_report_says_where_a_penalty_names_another_representative(register):
    run_id = register.take_in_a_penalty(CF_FRDB="赵中")
    [sentence] = report(register.office.one(ImportRun, id=run_id))
    assert sentence.startswith("1 行的法定代表人与当时登记的不同") and register.changes() == []


def test_a_row_by_the_number_of_a_joined_entry_goes_to_the_party_that_stands(register):
    standing = register.office.party()
    with register.office.begin() as session:
        code = session.get(BusinessEntity, standing).uscc
    given_up = register.party().id
    told = {"kind": MadeKnown.SAME_AS, "other_code": code, "from_day": date(2026, 1, 5), "source": "执照"}
    register.desk.change(given_up, told)
    assert register.send(register.row(法定代表人="李新")) == (1, 0, 0)
    [changed] = register.office.all(PartyChange, kind="representative")
    assert changed.entity_id == standing and register.desk.audited() == []
