"""What one case tells another arrives once, in any order: the visit of one shop that settles another's."""

from uuid import UUID

import pytest
from sqlalchemy import select

from tests.acts import resume, suspend
from tests.casework.health import ailments
from workflows import background, casework
from workflows.casework.answers import load
from workflows.casework.opening import Subject, open_each
from workflows.jobs import Work
from workflows.models import Case, CaseMessage, CaseMessageTaken, CaseStep

TASK = """<bpmn:userTask id="await_other" name="等候另一件">
      <bpmn:documentation>等候一并登记的另一件的结果。</bpmn:documentation>
      <bpmn:incoming>is_agreed__conclude_dropped</bpmn:incoming>
      <bpmn:outgoing>await_other__conclude_dropped</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="heard" name="另一件已有结果" attachedToRef="await_other">
      <bpmn:outgoing>heard__conclude_done</bpmn:outgoing>
      <bpmn:messageEventDefinition id="heard_message" messageRef="visited_id" />
    </bpmn:boundaryEvent>
    """
FLOWS = """<bpmn:sequenceFlow id="await_other__conclude_dropped"
      sourceRef="await_other" targetRef="conclude_dropped" />
    <bpmn:sequenceFlow id="heard__conclude_done" sourceRef="heard" targetRef="conclude_done" />
    """
DRAWN = """<bpmndi:BPMNShape id="await_other_shape" bpmnElement="await_other">
        <dc:Bounds x="520" y="400" width="124" height="70" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="heard_shape" bpmnElement="heard">
        <dc:Bounds x="564" y="452" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="await_edge" bpmnElement="await_other__conclude_dropped">
        <di:waypoint x="644" y="435" /><di:waypoint x="722" y="320" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="heard_edge" bpmnElement="heard__conclude_done">
        <di:waypoint x="600" y="470" /><di:waypoint x="1062" y="200" />
      </bpmndi:BPMNEdge>
      """
FORM = '''class AwaitOther(TaskForm):
    """等候另一件."""

    note = Text(label="说明", longest=200)


'''
TELLS = """tell(ctx, "visited", {"seen_there": True})
    return {}"""


@pytest.fixture
def pair(by_itself, office, calendar):
    """Two visits that were opened together; who is not agreed with waits for what the other one finds."""
    draw(by_itself)
    about = Subject(office.party())
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["credit_section"])
        procedure, form = casework.openable("visit", actor), casework.start_form("visit")
        answers = load(form, {"department": str(office.sections["food"]), "seen": "标签齐全"}, {})
        return [case.id for case, _ in open_each(session, procedure, [about, about], answers, actor)]


def draw(added) -> None:
    file = "process.bpmn"
    added.spoil(
        file, "<bpmn:collaboration", '<bpmn:message id="visited_id" name="visited" />\n  <bpmn:collaboration'
    )
    here = "<bpmn:flowNodeRef>is_agreed</bpmn:flowNodeRef>"
    more = "<bpmn:flowNodeRef>await_other</bpmn:flowNodeRef><bpmn:flowNodeRef>heard</bpmn:flowNodeRef>"
    added.spoil(file, here, here + more)
    dropped = "<bpmn:incoming>is_agreed__conclude_dropped</bpmn:incoming>"
    added.spoil(file, dropped, dropped.replace("is_agreed", "await_other"))
    done = "<bpmn:incoming>issue_record__conclude_done</bpmn:incoming>"
    added.spoil(file, done, done + "<bpmn:incoming>heard__conclude_done</bpmn:incoming>")
    added.spoil(
        file, '<bpmn:serviceTask id="conclude_dropped"', TASK + '<bpmn:serviceTask id="conclude_dropped"'
    )
    added.spoil(
        file,
        'sourceRef="is_agreed" targetRef="conclude_dropped"',
        'sourceRef="is_agreed" targetRef="await_other"',
    )
    first = '<bpmn:sequenceFlow id="start__start_review_step"'
    added.spoil(file, first, FLOWS + first)
    edge = '<bpmndi:BPMNEdge id="start__start_review_step_edge"'
    added.spoil(file, edge, DRAWN + edge)
    added.spoil("steps.py", "return {}", TELLS)
    added.spoil(
        "steps.py",
        "from workflows.steps.limits",
        "from workflows.steps.messages import tell\nfrom workflows.steps.limits",
    )
    added.spoil(
        "visit.py", '"review_visit": ReviewVisit', '"review_visit": ReviewVisit, "await_other": AwaitOther'
    )
    added.spoil(
        "visit.py",
        "TASK_FORMS =",
        FORM + "TASK_FORMS =",
    )


def agree(office, case: UUID) -> None:
    office.answer("unit_head", case, "review_visit", visit_opinion="agree")


def wait(office, case: UUID) -> None:
    office.answer("unit_head", case, "review_visit", visit_opinion="return", reason="等另一件")


def deliver(office) -> None:
    """Carry every message that was told, as the worker does, whatever was carried before."""
    with office.begin() as session:
        told = session.scalars(select(CaseMessage.id)).all()
    for message_id in told:
        background.carry_message(Work(office.begin, "test"), str(message_id))


def outcome(office, case: UUID) -> str | None:
    with office.begin() as session:
        return session.get_one(Case, case).outcome


def heard(office, case: UUID) -> list[str]:
    with office.begin() as session:
        return [
            step.name for step in session.scalars(select(CaseStep).filter_by(case_id=case, kind="message"))
        ]


def test_who_waits_is_moved_by_what_the_other_finds(pair, office):
    one, other = pair
    wait(office, other)
    agree(office, one)
    assert outcome(office, other) is None
    deliver(office)
    assert (outcome(office, other), heard(office, other)) == ("DONE", ["visited"])
    assert ailments(office) == []


def test_what_came_too_early_is_kept_until_the_case_waits_for_it(pair, office):
    one, other = pair
    agree(office, one)
    deliver(office)
    assert heard(office, other) == []
    wait(office, other)
    deliver(office)
    assert outcome(office, other) == "DONE" and ailments(office) == []


def test_carried_twice_it_is_taken_once(pair, office):
    one, other = pair
    wait(office, other)
    agree(office, one)
    deliver(office)
    deliver(office)
    assert heard(office, other) == ["visited"] and len(office.all(CaseMessageTaken)) == 1


def test_a_case_that_has_ended_takes_nothing(pair, office):
    one, other = pair
    agree(office, other)
    agree(office, one)
    deliver(office)
    assert office.all(CaseMessageTaken) == [] and len(office.all(CaseMessage)) == 2
    assert ailments(office) == []


def taken_and_lost(office, message: UUID, case: UUID) -> None:
    with office.begin() as session:
        assert casework.take(session, message, case)
        raise RuntimeError


def test_what_failed_halfway_leaves_nothing_and_is_carried_again(pair, office):
    one, other = pair
    wait(office, other)
    agree(office, one)
    message = office.one(CaseMessage).id
    with pytest.raises(RuntimeError):
        taken_and_lost(office, message, other)
    assert heard(office, other) == [] and outcome(office, other) is None
    deliver(office)
    assert outcome(office, other) == "DONE" and ailments(office) == []


def test_a_case_that_stands_still_takes_it_when_it_goes_on(pair, office):
    one, other = pair
    wait(office, other)
    suspend(office, other)
    agree(office, one)
    deliver(office)
    assert heard(office, other) == []
    resume(office, other)
    deliver(office)
    assert outcome(office, other) == "DONE" and ailments(office) == []
