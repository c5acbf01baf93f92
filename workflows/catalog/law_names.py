"""Names of the law in the code of procedures: clocks, parameters and tables that steps and papers ask for."""

import ast
import inspect
import sys
from collections.abc import Collection, Iterator, Mapping
from types import ModuleType

from workflows.catalog.lacks import Served
from workflows.engine import Process
from workflows.law import clocks, parameters, tables

CLOCK, PARAMETER, TABLE = "期限", "参数", "裁量表"
ASKED = {
    "start_clock": (CLOCK, 1),
    "clock_of": (CLOCK, 0),
    "due": (CLOCK, 0),
    "parameter": (PARAMETER, 0),
    "decide": (TABLE, 0),
    "ask": (TABLE, 0),
}
"""The functions that take a name of the law, of which kind, and in which place."""


def law_names(process: Process, _: Served) -> Iterator[str]:
    """Yield a sentence for each name of the law in a procedure's modules that the law does not have."""
    known = {CLOCK: clocks().keys(), PARAMETER: parameters().keys(), TABLE: tables().keys()}
    folder = f"workflows.processes.{process.key}."
    for module in [one for name, one in sorted(sys.modules.items()) if name.startswith(folder)]:
        yield from _unknown(module, known)


def _unknown(module: ModuleType, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKED:
            kind, place = ASKED[node.func.id]
            name = _constant(node.args[place], module) if len(node.args) > place else None
            if name is not None and name not in known[kind]:
                yield f"{module.__name__.rpartition('.')[2]}.py 第 {node.lineno} 行引用的{kind} {name} 不存在。"


def _constant(node: ast.expr, module: ModuleType) -> str | None:
    """Return the text that an argument is, or that its name stands for in the module; None for any other."""
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(node, ast.Name):
        value = vars(module).get(node.id)
    return value if isinstance(value, str) else None
