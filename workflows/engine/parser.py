"""From BPMN to the library's specs: only the elements we allow, some of them with our own meaning."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.event_parsers import EventBasedGatewayParser
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, GatewayParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    IntermediateCatchEvent,
    StartEvent,
)
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import MultiInstanceTask
from SpiffWorkflow.spiff.parser.event_parsers import (
    SpiffBoundaryEventParser,
    SpiffEndEventParser,
    SpiffIntermediateCatchEventParser,
    SpiffStartEventParser,
)
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser, SpiffProcessParser
from SpiffWorkflow.spiff.parser.task_spec import (
    BusinessRuleTaskParser,
    CallActivityParser,
    ServiceTaskParser,
    SubWorkflowParser,
    UserTaskParser,
)
from SpiffWorkflow.spiff.specs.defaults import CallActivity, SubWorkflowTask, UserTask

from workflows.engine.diagram import tree_of
from workflows.engine.joins import EndOfProcedure, InclusiveJoin, ParallelJoin
from workflows.engine.specs import ClockEvent, DecisionTask, StepTask, clock_named


class ProcedureSpec(BpmnProcessSpec):
    """A procedure whose ends meet in our own join."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        join = f"{self.name}.EndJoin"
        del self.task_specs[join], self.task_specs["End"]
        self.end: Any = EndOfProcedure(self, join)
        self.end.connect(SimpleBpmnTask(self, "End"))


class _ProcedureParser(SpiffProcessParser):
    def _index_process_nodes(self) -> None:
        super()._index_process_nodes()
        # The library also takes the ids of operations and parameters for ids of nodes: an operation named
        # like a node would hide it.
        self.nodes_by_id = {node.get("id"): node for node in self.xpath(".//bpmn:*[@id]")}

    def create_spec(self) -> ProcedureSpec:
        return ProcedureSpec(name=self.bpmn_id, description=self.get_name(), filename=self.filename)

    def get_spec(self) -> BpmnProcessSpec:
        spec = super().get_spec()
        _connect_instances(spec)
        return spec


class _EventParser:
    """Mixin: timers are clocks, and a message's payload is merged flat into the data."""

    def parse_timer_event(self: Any, event: etree._Element) -> ClockEvent:
        clock = clock_named(event.findtext(full_tag("timeDate")))
        if clock is None:
            self.raise_validation_exception("a timer must be a timeDate with the variable <clock>_due")
        return ClockEvent(str(clock), description=self.get_event_description(event))

    def parse_message_event(self: Any, event: etree._Element) -> MessageEventDefinition:
        name = self.process_parser.parser.messages.get(event.get("messageRef"))
        if name is None:
            self.raise_validation_exception("a message event must refer to a message")
        return MessageEventDefinition(name, description=self.get_event_description(event))


class _CatchEventParser(_EventParser, SpiffIntermediateCatchEventParser):
    pass


class _BoundaryEventParser(_EventParser, SpiffBoundaryEventParser):
    pass


class _StepParser(ServiceTaskParser):
    def create_task(self) -> StepTask:
        operator = self.parse_extensions().get("serviceTaskOperator")
        if operator is None:
            self.raise_validation_exception("a service task must name its operation")
        parameters = {name: given["value"] for name, given in operator["parameters"].items()}
        return StepTask(
            self.spec, self.bpmn_id, operation=operator["name"], parameters=parameters, **self.bpmn_attributes
        )


class _DecisionParser(BusinessRuleTaskParser):
    def create_task(self) -> DecisionTask:
        table = (self.get_decision_ref(self.node) or "").strip()
        if not table:
            self.raise_validation_exception("a business rule task must name its table")
        return DecisionTask(self.spec, self.bpmn_id, table=table, **self.bpmn_attributes)


class ProcedureParser(SpiffBpmnParser):
    """Knows exactly the elements that a procedure may use; every other one is an error."""

    PROCESS_PARSER_CLASS = _ProcedureParser
    PARSER_CLASSES: dict[str, Any] = {}
    OVERRIDE_PARSER_CLASSES = {
        full_tag("startEvent"): (SpiffStartEventParser, StartEvent),
        full_tag("endEvent"): (SpiffEndEventParser, EndEvent),
        full_tag("intermediateCatchEvent"): (_CatchEventParser, IntermediateCatchEvent),
        full_tag("boundaryEvent"): (_BoundaryEventParser, BoundaryEvent),
        full_tag("userTask"): (UserTaskParser, UserTask),
        full_tag("serviceTask"): (_StepParser, StepTask),
        full_tag("businessRuleTask"): (_DecisionParser, DecisionTask),
        full_tag("callActivity"): (CallActivityParser, CallActivity),
        full_tag("subProcess"): (SubWorkflowParser, SubWorkflowTask),
        full_tag("exclusiveGateway"): (ConditionalGatewayParser, ExclusiveGateway),
        full_tag("inclusiveGateway"): (ConditionalGatewayParser, InclusiveJoin),
        full_tag("parallelGateway"): (GatewayParser, ParallelJoin),
        full_tag("eventBasedGateway"): (EventBasedGatewayParser, EventBasedGateway),
    }


def _connect_instances(spec: BpmnProcessSpec) -> None:
    # The library does this only when it creates the instances; a case restored by another process
    # would never hear that an instance was finished.
    for task_spec in spec.task_specs.values():
        if isinstance(task_spec, MultiInstanceTask):
            finished = spec.task_specs[task_spec.task_spec].completed_event
            if not finished.is_connected(task_spec.merge_child):
                finished.connect(task_spec.merge_child)


@lru_cache(maxsize=256)
def specs_of(key: str, text: str) -> Mapping[str, Any]:
    """Return the specs of one diagram by name: its procedure's, and those of the parts that are drawn inside.

    Parsed once for all procedures that call it. Raises the library's ValidationException.
    """
    parser = ProcedureParser()
    parser.add_bpmn_xml(tree_of(key, text.encode()), filename=key)
    found: Mapping[str, Any] = parser.find_all_specs()
    return found
