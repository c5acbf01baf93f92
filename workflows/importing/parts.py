"""What the parts of all kinds of files have in common: their lines are judged, entered or refused."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from workflows.importing.decisions import Entered
from workflows.importing.entities import Origin
from workflows.importing.faults import Fault, told
from workflows.importing.header import Header
from workflows.importing.reading import Line
from workflows.importing.refused import kept_row
from workflows.importing.validation import FaultyRow
from workflows.models import ImportReject, ImportRun, PartyChange

Row = TypeVar("Row")
Refusals = list[tuple[Line, list[Fault]]]
Conflicts = Mapping[int, Fault]
"""What is wrong with each line that another line of the file contradicts."""


@dataclass(frozen=True)
class Part:
    """What became of a part: decisions entered, what was made known of parties, what was refused and put right."""

    entered: Entered
    changes: list[PartyChange]
    refused: int
    notes: Counter[str]


@dataclass(frozen=True)
class Judged(Generic[Row]):
    """The lines of a part: those that are sound, as what they state, and those that are not."""

    sound: list[tuple[Line, Row]] = field(default_factory=list)
    refused: Refusals = field(default_factory=list)


def conflicts_of(run: ImportRun, conflict: Callable[[Sequence[int]], Fault]) -> Conflicts:
    """Return what is wrong with each line that another line of the file contradicts."""
    return {line: conflict(group) for group in run.conflicts for line in group}


def judged(
    header: Header, lines: Sequence[Line], conflicts: Conflicts, judge: Callable[[Mapping[str, str]], Row]
) -> Judged[Row]:
    """Return the lines as `judge` finds them, which makes a row of texts by column code, or raises FaultyRow."""
    found: Judged[Row] = Judged()
    for line in lines:
        contradicted = [conflicts[line.number]] if line.number in conflicts else []
        try:
            _no_strays(header, line)
            row = judge(header.texts(line.cells))
        except FaultyRow as faulty:
            found.refused.append((line, [*faulty.faults, *contradicted]))
            continue
        if contradicted:
            found.refused.append((line, contradicted))
        else:
            found.sound.append((line, row))
    return found


def _no_strays(header: Header, line: Line) -> None:
    if strays := header.strays(line.cells):
        places = "、".join(str(place) for place in strays)
        mend = "请核对是否有未加双引号的逗号使内容错位，或删去多余内容"
        raise FaultyRow([Fault("", "整行", "", f"第 {places} 列有内容而没有列名", mend)])


def origin_of(run: ImportRun, line: Line, day: date) -> Origin:
    """Return where a row comes from, and the day from which what it makes known holds."""
    return Origin(run.id, f"导入文件《{run.filename}》第 {line.number} 行", day)


def refuse(session: Session, run_id: int, header: Header, refusals: Refusals) -> None:
    """Keep the refused lines with what is wrong in them."""
    session.add_all(
        ImportReject(run_id=run_id, line=line.number, row=kept_row(header, line), faults=told(faults))
        for line, faults in refusals
    )
