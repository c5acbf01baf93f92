"""Reads decision tables from DMN 1.3 files, with a parser that follows nothing outside the file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from workflows.errors import LawFileFaulty
from workflows.law.cells import Literal, Name, Operand
from workflows.law.feel import NotInGrammar, conclusion, condition, values
from workflows.law.tables import KINDS, POLICIES, FactType, Input, Output, Rule, Table

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_D = f"{{{NAMESPACE}}}"
_DEFAULT_POLICY = "UNIQUE"
Types = Mapping[str, FactType]


def read_tables(path: Path) -> list[Table]:
    """Return the tables of a file. Raises LawFileFaulty naming file, line, row and what is wrong there."""
    root = _root(path)
    try:
        types = {name: FactType(name) for name in KINDS}
        types |= dict(_item_definition(item, types) for item in root.iterfind(f"{_D}itemDefinition"))
        found = [_table(decision, types, path) for decision in root.iterfind(f"{_D}decision")]
    except _Fault as fault:
        raise LawFileFaulty(f"{path.name} {fault}") from fault
    if not found:
        raise LawFileFaulty(f"{path.name}：没有裁量表")
    return found


class _Fault(Exception):
    """Something at one line of a file is not as it must be."""

    def __init__(self, node: Any, words: object) -> None:
        name = node.get("id") or node.get("name") or "无标识"
        super().__init__(f"第{node.sourceline}行（{name}）：{words}")


def _root(path: Path) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.ElementTree(etree.fromstring(path.read_bytes(), parser))
    except etree.XMLSyntaxError as fault:
        raise LawFileFaulty(f"{path.name}：不是合格的 XML（{fault}）") from fault
    # A document type could declare entities that grow or that read other files.
    if tree.docinfo.doctype:
        raise LawFileFaulty(f"{path.name}：不允许 DOCTYPE 声明")
    if tree.getroot().tag != f"{_D}definitions":
        raise LawFileFaulty(f"{path.name}：不是 DMN 1.3 文件")
    return tree.getroot()


def _item_definition(node: Any, types: Types) -> tuple[str, FactType]:
    basic = node.findtext(f"{_D}typeRef", default="").strip()
    if basic not in types:
        raise _Fault(node, f"类型 {basic or '空'} 不认识")
    allowed = node.find(f"{_D}allowedValues")
    counted_out = _cell(allowed, values) if allowed is not None else ()
    name = _attribute(node, "name")
    return name, FactType(basic, node.get("isCollection") == "true", counted_out, name)


def _table(decision: Any, types: Types, path: Path) -> Table:
    node = decision.find(f"{_D}decisionTable")
    if node is None:
        raise _Fault(decision, "没有裁量表")
    policy = node.get("hitPolicy", _DEFAULT_POLICY)
    if policy not in POLICIES or node.get("aggregation"):
        raise _Fault(node, f"命中规则 {policy} 不在 {'、'.join(POLICIES)} 之内")
    inputs = tuple(_input(each, types) for each in node.iterfind(f"{_D}input"))
    outputs = tuple(_output(each, types) for each in node.iterfind(f"{_D}output"))
    rules = tuple(_rules(node, inputs, outputs))
    name, title = _attribute(decision, "id"), _attribute(decision, "name")
    return Table(name, title, policy, inputs, outputs, rules, path)


def _input(node: Any, types: Types) -> Input:
    expression = node.find(f"{_D}inputExpression")
    if expression is None:
        raise _Fault(node, "没有 inputExpression")
    name = expression.findtext(f"{_D}text", default="").strip()
    if not name.isidentifier():
        raise _Fault(node, f"条件 {name or '空'} 不是名称")
    return Input(name, _attribute(node, "label"), _type(expression, types))


def _output(node: Any, types: Types) -> Output:
    return Output(_attribute(node, "name"), _attribute(node, "label"), _type(node, types))


def _type(node: Any, types: Types) -> FactType:
    name = node.get("typeRef", "")
    if name not in types:
        raise _Fault(node, f"类型 {name or '空'} 不认识")
    return types[name]


def _rules(node: Any, inputs: tuple[Input, ...], outputs: tuple[Output, ...]) -> Iterator[Rule]:
    seen = set()
    for row in node.iterfind(f"{_D}rule"):
        name = _attribute(row, "id")
        if name in seen:
            raise _Fault(row, "行的标识重复")
        seen.add(name)
        yield _rule(row, name, inputs, outputs)
    if not seen:
        raise _Fault(node, "没有任何一行")


def _rule(row: Any, name: str, inputs: tuple[Input, ...], outputs: tuple[Output, ...]) -> Rule:
    asked, given = row.findall(f"{_D}inputEntry"), row.findall(f"{_D}outputEntry")
    if len(asked) != len(inputs) or len(given) != len(outputs):
        raise _Fault(
            row, f"条件应有{len(inputs)}格，结论应有{len(outputs)}格，实有{len(asked)}、{len(given)}格"
        )
    tests = tuple(_cell(cell, condition) for cell in asked)
    answers = tuple(_cell(cell, conclusion) for cell in given)
    known = {question.name: question.type for question in inputs}
    for cell, test, question in zip(asked, tests, inputs, strict=True):
        for operand in test.operands():
            _demand_fit(cell, operand, question.type, known)
    for cell, answer, output in zip(given, answers, outputs, strict=True):
        _demand_fit(cell, answer, output.type, known, nullable=True)
    words = tuple(cell.findtext(f"{_D}text", default="").strip() for cell in (*asked, *given))
    return Rule(name, row.findtext(f"{_D}description", default="").strip(), tests, answers, words)


def _cell(node: Any, read: Any) -> Any:
    try:
        return read(node.findtext(f"{_D}text", default=""))
    except NotInGrammar as fault:
        raise _Fault(node, fault) from fault


def _demand_fit(cell: Any, operand: Operand, kind: FactType, known: Types, *, nullable: bool = False) -> None:
    if isinstance(operand, Name):
        if operand.name not in known or known[operand.name].name != kind.name:
            raise _Fault(cell, f"{operand.name} 不是本表中同类的条件")
    elif not _fits(operand, kind, nullable=nullable):
        raise _Fault(cell, f"{operand.value!r} 不是这一列能有的值")


def _fits(operand: Literal, kind: FactType, *, nullable: bool) -> bool:
    return kind.takes(operand.value) or (nullable and operand.value is None)


def _attribute(node: Any, name: str) -> str:
    value = str(node.get(name, "")).strip()
    if not value:
        raise _Fault(node, f"没有填写 {name}")
    return value
