"""The product's Python, parsed once: what the checks of the house look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("forms", "workflows", "webapp")


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, those in classes and in other functions as well."""
        return (
            node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return every file of Python under these folders, the product's unless others are named."""
    paths = (path for folder in folders or PRODUCT for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(Module(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths)


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text in the code that is no docstring."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node
