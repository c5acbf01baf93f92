"""A file on its way into the tables: part by part, once, whatever is killed in between."""

from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from tests.importing.conftest import OF_THE_RUN, SMALL, Office
from tests.importing.files import (
    COMPANY,
    OLD_SHOP,
    OTHER_COMPANY,
    SHOP_CODE,
    book_file,
    csv_file,
    numbered_rows,
    row,
)
from workflows.errors import NotFound, UnreadableFile
from workflows.importing import advance, runs
from workflows.importing.reading import Bookmark, Reading
from workflows.importing.row import PenaltyRow
from workflows.importing.runs import give_up
from workflows.importing.survey import PenaltySurvey
from workflows.models import BusinessEntity, ImportRun, PenaltyDecision
from workflows.register.sealing_session import SealingSession

TEN = [*numbered_rows(9), row(OTHER_COMPANY)]


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    assert run.done == run.total and run.state == "done" and run.ended_at
    return run.added, run.updated, run.unchanged, run.refused


def finished(office: Office, run_id: int) -> ImportRun:
    while office.import_part(run_id):
        pass
    return office.run(run_id)


def entities(office: Office) -> list[BusinessEntity]:
    with SealingSession(office.engine) as session:
        return list(session.scalars(select(BusinessEntity).order_by(BusinessEntity.id)))


def decisions(office: Office) -> list[PenaltyDecision]:
    with SealingSession(office.engine) as session:
        return list(session.scalars(select(PenaltyDecision).order_by(PenaltyDecision.id)))


def test_good_rows_become_entities_and_decisions_in_yuan(office):
    assert counts(office.import_file(csv_file(TEN))) == (10, 0, 0, 0)
    assert [one.name for one in entities(office)] == [COMPANY["CF_XDR_MC"], OTHER_COMPANY["CF_XDR_MC"]]
    assert {one.fine for one in decisions(office)} == {Decimal("2000.00")}
    assert len(office.recorded) == 10 and all(is_new for _, is_new in office.recorded)


def test_a_file_is_imported_in_parts_of_the_set_size(office):
    run_id = office.take_in(csv_file(TEN))
    assert office.run(run_id).state == "waiting"
    more = [office.import_part(run_id) for _ in range(3)]
    assert more == [True, True, False]
    assert not office.import_part(run_id)
    assert counts(office.run(run_id)) == (10, 0, 0, 0)


def test_the_same_file_again_changes_nothing(office):
    office.import_file(csv_file(TEN))
    before = office.dump(*OF_THE_RUN)
    assert counts(office.import_file(csv_file(TEN))) == (0, 0, 10, 0)
    assert office.dump(*OF_THE_RUN) == before


def test_the_same_rows_in_another_format_change_nothing(office):
    office.import_file(csv_file(TEN, "gb18030"))
    before = office.dump(*OF_THE_RUN)
    typed = [one | {"CF_NR_FK": 0.2, "CF_XDR_MC": f" {one['CF_XDR_MC']}"} for one in TEN]
    assert counts(office.import_file(book_file(typed))) == (0, 0, 10, 0)
    assert office.dump(*OF_THE_RUN) == before


def test_a_digest_that_is_not_stable_would_be_noticed(office, monkeypatch):
    office.import_file(csv_file(TEN))
    before = office.dump(*OF_THE_RUN)
    monkeypatch.setattr(PenaltyRow, "digest", lambda row: f"{id(row):064}")
    office.import_file(csv_file(TEN))
    assert office.dump(*OF_THE_RUN) != before


def test_a_row_sent_again_with_a_change_updates_the_decision(office):
    office.import_file(csv_file([row()]))
    run = office.import_file(csv_file([row(CF_NR_FK="0.3")]))
    assert counts(run) == (0, 1, 0, 0)
    (decision,) = decisions(office)
    assert decision.fine == 3000 and decision.import_run_id == run.id
    assert office.recorded == [("鸡市监处罚〔2026〕1号", True), ("鸡市监处罚〔2026〕1号", False)]


def test_a_row_twice_in_one_file_is_treated_as_sent_again(office):
    run = office.import_file(csv_file([row(), row(), row(CF_XDR_MC=f" {COMPANY['CF_XDR_MC']}")]))
    assert counts(run) == (1, 0, 2, 0)
    assert office.recorded == [("鸡市监处罚〔2026〕1号", True)]


def test_rows_that_say_different_things_of_one_decision_are_all_given_back(office):
    apart = [row(), *numbered_rows(9)[1:], row(CF_NR_FK="0.3"), row(CF_WSH="鸡市监处罚[2026] 1号")]
    run = office.import_file(csv_file(apart))
    assert counts(run) == (8, 0, 0, 3)
    assert all("同一决定有 3 行不同内容（第 2、11、12 行）" in sentence for sentence in office.faults(run.id))


def test_a_row_is_given_back_with_the_faulty_row_that_speaks_of_the_same_decision(office):
    run = office.import_file(csv_file([row(), row(CF_JDRQ="x")]))
    assert counts(run) == (0, 0, 0, 2)
    sentences = office.faults(run.id)
    assert ["不是日期" in one for one in sentences] == [False, True]
    assert all("两行不同内容" in one for one in sentences)


def test_a_decision_of_a_shop_known_by_two_numbers_is_told_to_be_one(office):
    both = OLD_SHOP | {"CF_XDR_SHXYM": SHOP_CODE}
    assert counts(office.import_file(csv_file([row(OLD_SHOP), row(both, CF_NR_FK="0.3")]))) == (0, 0, 0, 2)


def test_a_survey_that_sees_nothing_would_be_noticed(office, monkeypatch):
    monkeypatch.setattr(PenaltySurvey, "see", lambda self, lines: None)
    assert counts(office.import_file(csv_file([row(), row(CF_NR_FK="0.3")]))) == (1, 1, 0, 0)


def test_the_same_number_of_two_parties_is_two_decisions(office):
    assert counts(office.import_file(csv_file([row(), row(OTHER_COMPANY)]))) == (2, 0, 0, 0)


def test_a_killed_part_is_imported_again_and_nothing_twice(office):
    whole = csv_file(TEN)
    run_id = office.take_in(whole)
    office.import_part(run_id)
    with SealingSession(office.engine) as session:
        advance(session, run_id, office.record, SMALL)
    assert office.run(run_id).done == 4
    assert counts(finished(office, run_id)) == (10, 0, 0, 0)


def test_another_process_goes_on_from_the_committed_counts(office, monkeypatch):
    run_id = office.take_in(csv_file(TEN))
    office.import_part(run_id)
    monkeypatch.setattr(runs, "_bookmark", Bookmark())
    assert counts(finished(office, run_id)) == (10, 0, 0, 0)


def test_a_reader_that_does_not_find_its_place_would_be_noticed(office, monkeypatch):
    run_id = office.take_in(csv_file(TEN))
    office.import_part(run_id)
    monkeypatch.setattr(runs, "_bookmark", Bookmark())
    monkeypatch.setattr(Reading, "skip_to", lambda self, place, step: setattr(self, "taken", place))
    assert finished(office, run_id).done != len(TEN)


def test_a_register_that_fails_leaves_nothing_of_the_part(office):
    run_id = office.take_in(csv_file(TEN))
    before = office.dump()
    with pytest.raises(LookupError), SealingSession(office.engine) as session, session.begin():
        advance(session, run_id, lambda *_: {}["no law"], SMALL)
    assert office.dump() == before


def test_good_and_bad_rows_of_a_part_go_their_own_ways(office):
    run = office.import_file(
        csv_file([row(), row(CF_WSH=""), row(OTHER_COMPANY), row(CF_WSH="2", CF_JDRQ="x")])
    )
    assert counts(run) == (2, 0, 0, 2)
    assert [line for line in office.faults(run.id) if "CF_WSH" in line or "CF_JDRQ" in line] == office.faults(
        run.id
    )


def test_another_name_for_a_known_code_is_refused_with_the_name_on_file(office):
    office.import_file(csv_file([row()]))
    run = office.import_file(csv_file([row(CF_XDR_MC="鸡西市别名有限公司", CF_WSH="2")]))
    (sentence,) = office.faults(run.id)
    assert (
        "CF_XDR_MC" in sentence and COMPANY["CF_XDR_MC"] in sentence and COMPANY["CF_XDR_SHXYM"] in sentence
    )
    assert len(decisions(office)) == 1


def test_a_new_name_is_taken_when_the_row_names_the_old_one(office):
    office.import_file(csv_file([row()]))
    new = "鸡西市北盛商贸有限公司"
    assert counts(office.import_file(csv_file([row(CF_XDR_MC=new, CF_WSH="2", BZ="原名：别的公司")]))) == (
        0,
        0,
        0,
        1,
    )
    renamed = row(CF_XDR_MC=new, CF_WSH="2", BZ=f"该单位原名称为“{COMPANY['CF_XDR_MC']}”，已变更登记")
    assert counts(office.import_file(csv_file([renamed, row(CF_WSH="3")]), "更名.csv")) == (2, 0, 0, 0)
    [company] = entities(office)
    [(kind, was, source)] = [(one.kind, one.was, one.source) for one in office.changes]
    assert (company.name, kind, was) == (new, "renamed", COMPANY["CF_XDR_MC"])
    assert source == "导入文件《更名.csv》第 2 行"


def test_a_decision_made_in_a_case_here_is_not_changed_by_a_file(sqlite):
    office = Office(sqlite)
    office.import_file(csv_file([row()]))
    with office.engine.begin() as connection:
        connection.execute(update(PenaltyDecision).values(case_id=uuid4(), import_run_id=None))
    assert counts(office.import_file(csv_file([row(CF_SY="另一种事实。")]))) == (0, 0, 1, 0)
    run = office.import_file(csv_file([row(CF_NR_FK="0.3")]))
    assert counts(run) == (0, 0, 0, 1) and "以案件为准" in office.faults(run.id)[0]


def test_another_name_is_found_within_the_same_part(office):
    run = office.import_file(csv_file([row(), row(CF_XDR_MC="鸡西市别名有限公司", CF_WSH="2")]))
    assert counts(run) == (1, 0, 0, 1)


def test_the_width_of_brackets_makes_no_other_name(office):
    names = enumerate(("鸡西（北兴）公司", "鸡西(北兴)公司"))
    run = office.import_file(csv_file([row(CF_XDR_MC=name, CF_WSH=str(number)) for number, name in names]))
    assert counts(run) == (2, 0, 0, 0)


def test_equal_names_never_merge_two_entities(office):
    namesake = OTHER_COMPANY | {"CF_XDR_MC": COMPANY["CF_XDR_MC"]}
    office.import_file(csv_file([row(), row(namesake)]))
    assert len(entities(office)) == 2


def test_an_entity_known_by_its_registration_number_is_found_again_by_its_code(office):
    office.import_file(csv_file([row(OLD_SHOP)]))
    office.import_file(csv_file([row(OLD_SHOP, CF_XDR_SHXYM=SHOP_CODE, CF_WSH="2")]))
    office.import_file(csv_file([row(OLD_SHOP, CF_WSH="3")]))
    (shop,) = entities(office)
    assert (shop.party_key, shop.uscc) == (SHOP_CODE, SHOP_CODE)
    assert len(decisions(office)) == 3


def test_a_registration_number_of_another_entity_is_left_to_a_person(office):
    office.import_file(csv_file([row(OLD_SHOP), row()]))
    run = office.import_file(csv_file([row(CF_XDR_GSZC=OLD_SHOP["CF_XDR_GSZC"], CF_WSH="2")]))
    assert "登记变更" in office.faults(run.id)[0] and len(entities(office)) == 2


def test_what_was_unknown_of_an_entity_is_filled_and_what_was_known_stays(office):
    office.import_file(csv_file([row()]))
    office.import_file(csv_file([row(CF_XDR_GSZC="230300100000010", CF_FRDB="李昇", CF_WSH="2")]))
    (company,) = entities(office)
    assert (company.registration_number, company.legal_representative) == (
        "230300100000010",
        COMPANY["CF_FRDB"],
    )


def test_a_comma_without_quotes_is_told_as_a_shift_of_the_line(office):
    content = csv_file([row(BZ="甲、乙"), row(OTHER_COMPANY)]).replace("甲、乙".encode(), "甲,乙".encode())
    run = office.import_file(content)
    assert counts(run) == (1, 0, 0, 1)
    assert "第 31 列有内容而没有列名" in office.faults(run.id)[0]


def test_a_refused_file_leaves_nothing(office):
    before = office.dump()
    with pytest.raises(UnreadableFile):
        office.take_in(csv_file(TEN)[:-50] + b'"')
    assert office.dump() == before


def test_the_stored_name_of_a_file_has_no_folder(office):
    assert office.run(office.take_in(csv_file(TEN), "..\\..\\etc/处罚.csv")).filename == "处罚.csv"


def test_a_run_that_cannot_go_on_is_ended_with_its_reason(office):
    run_id = office.take_in(csv_file(TEN))
    office.import_part(run_id)
    with SealingSession(office.engine) as session, session.begin():
        give_up(session, run_id, "裁量表缺少一行。")
    run = office.run(run_id)
    assert (run.state, run.done, run.error) == ("failed", 4, "裁量表缺少一行。")
    assert not office.import_part(run_id)


def test_an_unknown_run_is_said_to_be_unknown(office):
    with pytest.raises(NotFound):
        office.import_part(404)
