"""The grammar of a diagram's expressions: names, literals, comparisons, in, and / or / not."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workflows.errors import DiagramFailed, DiagramRefused

Values = Mapping[str, Any]
Reader = Callable[[Values], Any]

LONGEST = 500


@dataclass(frozen=True)
class Expression:
    """An expression that stays inside the grammar; `simple` when it is only a name or a literal."""

    text: str
    names: frozenset[str]
    simple: bool
    read: Reader


@lru_cache(maxsize=4096)
def compiled(text: str) -> Expression:
    """Return the expression, compiled once per process; raises DiagramRefused outside the grammar."""
    tree = _parsed(text)
    names = frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    simple = isinstance(tree, ast.Name | ast.Constant | ast.List | ast.Tuple)
    return Expression(text, names, simple, _reader(tree))


def value_of(text: str, values: Values) -> Any:
    """Return what the expression yields for these values; raises DiagramFailed when a name has no value."""
    return compiled(text).read(values)


def holds(text: str, values: Values) -> bool:
    """Return whether the condition holds.

    Raises DiagramFailed when a name has no value or the condition is neither true nor false:
    an unanswered question must never count as "no".
    """
    return _truth(value_of(text, values))


def fixed(text: str) -> Any:
    """Return the value of an expression that reads no fact, None of one that does."""
    return None if compiled(text).names else value_of(text, {})


def texts_compared(text: str) -> Iterator[tuple[str, str]]:
    """Yield every name that a condition compares with a text, with that text."""
    for node in ast.walk(_parsed(text)):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            literals = [one for other in node.comparators for one in ast.walk(other)]
            for literal in literals:
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    yield node.left.id, literal.value


def _parsed(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise DiagramRefused(f"表达式超过 {LONGEST} 个字符。")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as fault:
        raise DiagramRefused(f"表达式“{text}”不合语法。") from fault


def _reader(node: ast.AST) -> Reader:
    make = _READERS.get(type(node))
    if make is None:
        raise DiagramRefused(f"表达式“{ast.unparse(node)}”超出了名称、常量、比较和与或非的范围。")
    return make(node)


def _constant(node: ast.Constant) -> Reader:
    value = node.value
    if not (value is None or isinstance(value, str | int | float)) or value in (float("inf"), float("-inf")):
        raise DiagramRefused(f"表达式中的常量 {value!r} 不可用。")
    return lambda _values: value


def _name(node: ast.Name) -> Reader:
    name = node.id
    if name.startswith("_"):
        raise DiagramRefused(f"名称 {name} 不可用。")

    def read(values: Values) -> Any:
        if name not in values:
            raise DiagramFailed(f"{name} 没有取值。")
        return values[name]

    return read


def _listing(node: ast.List | ast.Tuple) -> Reader:
    items = [_reader(item) for item in node.elts]
    return lambda values: [item(values) for item in items]


def _unary(node: ast.UnaryOp) -> Reader:
    operand = _reader(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda values: not _truth(operand(values))
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return lambda values: -operand(values)
    raise DiagramRefused(f"表达式“{ast.unparse(node)}”含有不可用的运算。")


def _connective(node: ast.BoolOp) -> Reader:
    parts = [_reader(part) for part in node.values]
    together = all if isinstance(node.op, ast.And) else any
    return lambda values: together(_truth(part(values)) for part in parts)


def _comparison(node: ast.Compare) -> Reader:
    operands = [_reader(part) for part in (node.left, *node.comparators)]
    if not all(type(op) in _COMPARE for op in node.ops):
        raise DiagramRefused(f"表达式“{ast.unparse(node)}”含有不可用的比较。")
    compare = [_COMPARE[type(op)] for op in node.ops]

    def read(values: Values) -> bool:
        found = [operand(values) for operand in operands]
        pairs = zip(compare, found, found[1:], strict=False)
        return all(_compared(test, left, right) for test, left, right in pairs)

    return read


def _compared(test: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    try:
        return bool(test(left, right))
    except TypeError as fault:
        raise DiagramFailed(f"{left!r} 与 {right!r} 不能比较。") from fault


def _is_in(item: Any, listing: Any) -> bool:
    # "in" on a text would look for a part of a word: "不予" in "不予修复" is no answer to a question.
    if not isinstance(listing, list):
        raise DiagramFailed(f"{listing!r} 不是列表，不能判断其中有没有 {item!r}。")
    return item in listing


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise DiagramFailed(f"{value!r} 既不是“是”也不是“否”。")
    return value


_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: _is_in,
    ast.NotIn: lambda item, listing: not _is_in(item, listing),
}

_READERS: dict[type[ast.AST], Callable[[Any], Reader]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.List: _listing,
    ast.Tuple: _listing,
    ast.UnaryOp: _unary,
    ast.BoolOp: _connective,
    ast.Compare: _comparison,
}
