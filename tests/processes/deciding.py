"""What tests of a decision share: the proposal, the minutes of a discussion, the answer of the province."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

from tests.processes.called import Called
from workflows import law
from workflows.processes.decision import steps

PROPOSED = {
    "cause": "销售标签不符合规定的食品案",
    "major": "false",
    "severe_kinds": "false",
    "facts_found": "货架上待售的12袋大米没有标明生产日期。",
    "proposal": "没收大米12袋，罚款5000元。",
    "legal_basis": "《中华人民共和国食品安全法》",
}
AGREE = {"decision_opinion": "agree"}
RETURN = {"decision_opinion": "return", "reason": "事实没有查清。"}
CONSENT = {"superior": "黑龙江省市场监督管理局", "request_number": "鸡市监请〔2026〕8号"}
LEADERS = ("王喆", "张立新", "刘敏")
TASK = {
    "unit_head": "approve_by_unit_head",
    "approver": "approve_by_leader",
    "chief": "approve_by_chief",
    "panel": "discuss",
}


def proposed(case: Called, **answers: Any) -> Called:
    return case.do("propose", **{**PROPOSED, **answers})


def minutes(case: Called, *names: str, **answers: Any) -> dict[str, Any]:
    present = names or LEADERS
    return {
        "started_at": "2026-11-23T08:30",
        "ended_at": "2026-11-23T09:30",
        "place": "三楼会议室",
        "chair": str(case.office.people[present[0]]),
        "attendees": [str(case.office.people[name]) for name in present],
        "report": "承办人介绍案情和处理建议。",
        "opinions": "\n".join(f"{name}：同意" for name in present),
        "decision_opinion": "agree",
        "conclusion": "同意处理建议。",
        **answers,
    }


def reply(case: Called, opinion: str) -> dict[str, Any]:
    told = {"reply_number": "黑市监复〔2026〕3号", "replied_on": case.calendar.today}
    reason = {"reason": "证据不足。"} if opinion == "return" else {}
    files = [case.office.file("case_officer")]
    return {**CONSENT, **told, **reason, "superior_opinion": opinion, "reply_files": files}


@contextmanager
def parameter_set(
    monkeypatch: pytest.MonkeyPatch, key: str, value: Any, module: ModuleType = steps
) -> Iterator[None]:
    """Let the decision's steps, or those of another module, see another answer to one question."""

    def answered(asked: str, kind: type = object) -> Any:
        return value if asked == key else law.parameter(asked, kind)

    with monkeypatch.context() as patch:
        patch.setattr(module, "parameter", answered)
        yield
