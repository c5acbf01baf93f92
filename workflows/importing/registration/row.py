"""What one row of a registration file states: how a party stands from a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.choices import PartyStatus
from workflows.importing.columns import REGISTRATION_COLUMNS, STATUS_WORDS
from workflows.importing.faults import Fault, fault
from workflows.importing.rules import ALWAYS, empty_fault
from workflows.importing.unfit import Note
from workflows.importing.validation import FaultyRow, read_texts
from workflows.importing.values import Values
from workflows.importing.words import bare

COLUMN_OF = {
    "name": "DJ_MC",
    "legal_representative": "DJ_FRDB",
    "address": "DJ_ZS",
    "status": "DJ_ZT",
    "from_day": "DJ_BGRQ",
}
"""The column in which a file gives what the form asks in an answer."""
STATUS_OF = {bare(words): PartyStatus(code) for code, several in STATUS_WORDS.items() for words in several}


@dataclass(frozen=True)
class RegistrationRow:
    """How a party stands from a day, as the registration authority has it; what is not stated did not change."""

    uscc: str
    registration_number: str
    former_name: str
    said: Mapping[str, str]
    """What the row states, by the names of the form's answers; of a status its code."""
    from_day: date
    source: str
    notes: frozenset[Note] = field(default_factory=frozenset)


def sound_registration(texts: Mapping[str, str], today: date) -> RegistrationRow:
    """Return what the texts of a row state, by column code. Raises FaultyRow with all faults."""
    values, faults = read_texts(texts, today, REGISTRATION_COLUMNS)
    faults += [*_missing(values), *_unfit(values)]
    if faults:
        raise FaultyRow(faults)
    said = {answer: values.text(code) for answer, code in COLUMN_OF.items() if values.text(code)}
    if "status" in said:
        said["status"] = STATUS_OF[bare(said["status"])].value
    return RegistrationRow(
        uscc=values.text("DJ_SHXYM"),
        registration_number=values.text("DJ_ZCH"),
        former_name=values.text("DJ_YMC"),
        said=said,
        from_day=values.day("DJ_BGRQ") or today,
        source=values.text("DJ_YJ"),
        notes=values.notes,
    )


def _missing(values: Values) -> Iterator[Fault]:
    for column in REGISTRATION_COLUMNS.values():
        if column.need == ALWAYS and column.code not in values.filled:
            yield empty_fault(values, column.code, "这一列必须填写")
    if not values.filled & {"DJ_SHXYM", "DJ_ZCH"}:
        yield empty_fault(values, "DJ_SHXYM", "请填写统一社会信用代码，没有代码的填写工商注册号")


def _unfit(values: Values) -> Iterator[Fault]:
    day, status = values.day("DJ_BGRQ"), values.text("DJ_ZT")
    if day and day > values.today:
        yield fault("DJ_BGRQ", f"{day:%Y/%m/%d}", "晚于今天", "请核对变更日期")
    if status and bare(status) not in STATUS_OF:
        known = "、".join(PartyStatus(code).label for code in STATUS_WORDS)
        yield fault("DJ_ZT", status, "不是登记机关的登记状态", f"只能填写：{known}")
