"""The questions of tables that parameters answer, so that nobody has to be asked what the office has settled."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from workflows.errors import LawFileFaulty
from workflows.law.files import FOLDER, read_toml
from workflows.law.open_questions import parameter, parameters_on_file
from workflows.law.tables import Table


@cache
def feeds() -> Mapping[str, Mapping[str, str]]:
    """Return for each table the parameter that answers each of its fed questions."""
    return read_toml(FOLDER / "feeds.toml")


def fed(table: str, on: date) -> dict[str, Any]:
    """Return the answers that parameters give to a table's questions on a day."""
    return {name: parameter(key, on=on) for name, key in feeds().get(table, {}).items()}


def demand_fitting(tables: Iterable[Table]) -> None:
    """Raise LawFileFaulty when a feed names a question that its table does not ask, or no parameter."""
    asked = {table.id: {question.name for question in table.inputs} for table in tables}
    for table, answers in feeds().items():
        for name, key in answers.items():
            if name not in asked.get(table, set()) or key not in parameters_on_file():
                raise LawFileFaulty(
                    f"feeds.toml [{table}]：{name} = {key}，裁量表没有这个条件，或者没有这个参数"
                )
