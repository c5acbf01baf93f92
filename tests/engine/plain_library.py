"""The library as it comes: its parser, joins, workflow and serializer, nothing pruned; only timers are clocks."""

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.helpers.spec import EventDefinitionConverter
from SpiffWorkflow.bpmn.specs.defaults import BoundaryEvent
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.parser.event_parsers import SpiffBoundaryEventParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

from tests.engine.models import QUESTIONS
from workflows.engine.specs import ClockEvent, clock_named


class ClockConverter(EventDefinitionConverter):
    def to_dict(self, event):
        return {"name": event.name}

    def from_dict(self, dct):
        return ClockEvent(dct["name"])


SERIALIZER = BpmnWorkflowSerializer(
    BpmnWorkflowSerializer.configure({**SPIFF_CONFIG, ClockEvent: ClockConverter})
)


class BoundaryParser(SpiffBoundaryEventParser):
    def parse_timer_event(self, event):
        return ClockEvent(clock_named(event.findtext(full_tag("timeDate"))))


class Parser(SpiffBpmnParser):
    OVERRIDE_PARSER_CLASSES = {
        **SpiffBpmnParser.OVERRIDE_PARSER_CLASSES,
        full_tag("boundaryEvent"): (BoundaryParser, BoundaryEvent),
    }


class PlainRun:
    """Looks from outside like our own run, and goes through the library's own serializer at every step."""

    def __init__(self, drawings, facts):
        parser = Parser()
        for drawing in drawings:
            parser.add_bpmn_xml(etree.fromstring(drawing.xml()), filename=drawing.key)
        key = drawings[0].key
        self.workflow = BpmnWorkflow(parser.get_spec(key), parser.get_subprocess_specs(key))
        self.workflow.task_tree.data.update(facts)
        self.workflow.do_engine_steps()

    def finish(self, name, answers):
        task = first(name, self.ready())
        task.data.update(answers)
        task.run()
        self._rest()

    def fire(self, clock):
        fired = self.workflow.event_manager.catch(BpmnEvent(ClockEvent(clock)), internal=False)
        self._rest()
        return bool(fired)

    def _rest(self):
        self.workflow.do_engine_steps()
        self.workflow = SERIALIZER.deserialize_json(SERIALIZER.serialize_json(self.workflow))

    def ready(self):
        return self.workflow.get_tasks(state=TaskState.READY, manual=True)

    def seen(self):
        tasks = sorted((task.task_spec.name, facts_of(task)) for task in self.ready())
        clocks = {event.name for event in self.workflow.waiting_events()}
        return tasks, clocks, bool(self.workflow.completed)

    @property
    def data(self):
        return self.workflow.data


def first(name, tasks):
    """The same one of several tasks of one name (a reminder may run twice) in either engine."""
    named = [task for task in tasks if task.task_spec.name == name]
    return min(named, key=lambda task: sorted(task.data))


def facts_of(task):
    """What a task knows, without the questions that were answered meanwhile."""
    return sorted((key, value) for key, value in task.data.items() if key not in QUESTIONS)
