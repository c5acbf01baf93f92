"""The application does not start on a diagram that names what is not there; each fault is said in a sentence."""

import shutil
from pathlib import Path

import pytest

from workflows.catalog import PROCESSES, catalog
from workflows.errors import DiagramRefused

TASK = '<bpmn:userTask id="transfer" name="移送有权机关">'
STEP = '<spiffworkflow:serviceTaskOperator id="find_competence" />'


@pytest.fixture
def folder(tmp_path):
    """A copy of the diagrams, to be spoiled."""
    shutil.copytree(
        PROCESSES, tmp_path / "processes", ignore=shutil.ignore_patterns("*.py", "*.html", "__pycache__")
    )
    return tmp_path / "processes"


def spoil(folder: Path, *changes: tuple[str, str]) -> None:
    file = folder / "credit_repair" / "process.bpmn"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(DiagramRefused) as found:
        catalog(folder)
    return found.value.detail


def test_the_diagrams_of_this_release_are_taken(folder):
    assert catalog(folder).keys() == catalog().keys()


def test_a_task_without_a_form_and_a_form_without_a_task_are_named(folder):
    spoil(folder, ('"transfer"', '"hand_over"'), (">transfer<", ">hand_over<"))
    found = refused(folder)
    assert "环节 hand_over 没有表单。" in found and "表单 transfer 没有对应的环节。" in found


def test_an_unknown_step_is_named(folder):
    spoil(folder, (STEP, STEP.replace("find_competence", "find_luck")))
    assert "调用的步骤 find_luck 不存在。" in refused(folder)


def test_an_unknown_clock_is_named(folder):
    spoil(folder, (">repair_watch_due<", ">repair_wait_due<"))
    assert "引用的期限 repair_wait 不存在。" in refused(folder)


@pytest.mark.parametrize("lane", ["审查人", "监督审计"])
def test_a_lane_whose_role_acts_in_no_case_is_named(folder, lane):
    spoil(folder, ('name="审核人"', f'name="{lane}"'))
    assert f"的泳道“{lane}”不是办理案件的角色。" in refused(folder)


def test_an_unknown_table_is_named(folder):
    asked = "<spiffworkflow:calledDecisionId>luck</spiffworkflow:calledDecisionId>"
    file = folder / "credit_repair" / "process.bpmn"
    text = file.read_text("utf-8")
    start = text.index('<bpmn:serviceTask id="find_competence_step"')
    end = text.index("</bpmn:serviceTask>", start) + len("</bpmn:serviceTask>")
    task = text[start:end].replace(STEP, asked).replace("bpmn:serviceTask", "bpmn:businessRuleTask")
    file.write_text(text[:start] + task + text[end:], "utf-8")
    assert "引用的裁量表 luck 不存在。" in refused(folder)


def test_a_procedure_without_its_code_is_named(folder):
    shutil.copytree(folder / "repair_notice", folder / "lost")
    file = folder / "lost" / "process.bpmn"
    file.write_text(
        file.read_text("utf-8")
        .replace('id="repair_notice"', 'id="lost"')
        .replace('processRef="repair_notice"', 'processRef="lost"'),
        "utf-8",
    )
    assert "没有文件 workflows/processes/lost/procedure.py" in refused(folder)
