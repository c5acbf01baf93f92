"""Reads the cells of a decision table: a small, fixed part of FEEL, the language of the DMN standard.

A condition is `-`, a value, `< <= > >=` with a value, several of these with commas, `not( … )`, or
for lists `some x in ? satisfies x in ( … )` and `every x in ? satisfies x in ( … )`. A value is a
number, a "text", true, false, null, date("2025-12-25") or the name of another input. Nothing else
is read: a cell can compute nothing and call nothing.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workflows.law.cells import AnyOf, Anything, Compares, Equals, Literal, Members, Name, Not, Operand, Test

_TOKEN = re.compile(
    r"""\s*(?:date\(\s*"(?P<date>\d{4}-\d{2}-\d{2})"\s*\)
    |"(?P<text>[^"\\]*)"
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<sign><=|>=|[<>(),?]))""",
    re.VERBOSE,
)
_CONSTANTS = {"true": True, "false": False, "null": None}
_RESERVED = {"not", "some", "every", "in", "satisfies", "date", "function", "if", "for"}
_ORDERS = {"<", "<=", ">", ">="}

Token = tuple[str, str]
_END: Token = ("end", "")


class NotInGrammar(Exception):
    """The cell says something that tables may not say."""


def condition(text: str) -> Test:
    """Return the test that a condition cell asks. Raises NotInGrammar."""
    return Anything() if text.strip() == "-" else _Reader(text).whole_condition()


def conclusion(text: str) -> Operand:
    """Return the value that a conclusion cell gives. Raises NotInGrammar."""
    return _Reader(text).whole_value()


def values(text: str) -> tuple[Literal, ...]:
    """Return the values of a list such as `"a", "b"`. Raises NotInGrammar."""
    return _Reader(text).whole_list()


class _Reader:
    """Reads one cell from left to right; each method takes one kind of phrase."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0

    def whole_condition(self) -> Test:
        return self._to_the_end(self._negated() if self._token == ("name", "not") else self._tests())

    def whole_value(self) -> Operand:
        value = self._value()
        self._to_the_end(Anything())
        return value

    def whole_list(self) -> tuple[Literal, ...]:
        words = self._literals()
        self._to_the_end(Anything())
        return words

    @property
    def _token(self) -> Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _expect(self, *tokens: Token) -> None:
        for token in tokens:
            if self._take() != token:
                raise NotInGrammar(f"此处应为 {token[1]}")

    def _to_the_end(self, test: Test) -> Test:
        if self._token != _END:
            raise NotInGrammar(f"多出 {self._token[1]}")
        return test

    def _negated(self) -> Test:
        self._expect(("name", "not"), ("sign", "("))
        inner = self._tests()
        self._expect(("sign", ")"))
        return Not(inner)

    def _tests(self) -> Test:
        tests = [self._test()]
        while self._token == ("sign", ","):
            self._take()
            tests.append(self._test())
        return tests[0] if len(tests) == 1 else AnyOf(tuple(tests))

    def _test(self) -> Test:
        kind, word = self._token
        if kind == "name" and word in {"some", "every"}:
            return self._members()
        if kind == "sign" and word in _ORDERS:
            self._take()
            return Compares(word, self._value())
        return Equals(self._value())

    def _members(self) -> Test:
        quantifier, variable = self._take()[1], self._take()
        if variable[0] != "name" or variable[1] in _RESERVED:
            raise NotInGrammar(f"{variable[1]} 不是变量名")
        self._expect(("name", "in"), ("sign", "?"), ("name", "satisfies"), variable)
        self._expect(("name", "in"), ("sign", "("))
        words = self._literals()
        self._expect(("sign", ")"))
        return Members(quantifier, words)

    def _literals(self) -> tuple[Literal, ...]:
        words = [self._literal()]
        while self._token == ("sign", ","):
            self._take()
            words.append(self._literal())
        return tuple(words)

    def _literal(self) -> Literal:
        value = self._value()
        if isinstance(value, Name):
            raise NotInGrammar(f"{value.name} 不是固定的值")
        return value

    def _value(self) -> Operand:
        kind, word = self._take()
        if kind == "text":
            return Literal(word)
        if kind == "number":
            return Literal(int(word) if word.isdigit() else Decimal(word))
        if kind == "date":
            return Literal(_day(word))
        return _named(kind, word)


def _named(kind: str, word: str) -> Operand:
    if kind != "name" or word in _RESERVED:
        raise NotInGrammar(f"{word or '单元格末尾'} 处应为一个值")
    return Literal(_CONSTANTS[word]) if word in _CONSTANTS else Name(word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise NotInGrammar(f"{word} 不是日期") from None


def _tokens(text: str) -> Iterator[Token]:
    place, text = 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise NotInGrammar(f"不认识 {text[place:].strip()[:20]}")
        place = match.end()
        yield str(match.lastgroup), match[str(match.lastgroup)]
