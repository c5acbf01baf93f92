"""The parties on file of whom the rows of a part speak; each row becomes the changes that it makes known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Self

from marshmallow import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind, PartyStatus
from workflows import clock
from workflows.importing.entities import WAY_ON, Origin
from workflows.importing.faults import Fault, fault
from workflows.importing.registration.row import COLUMN_OF, RegistrationRow
from workflows.importing.validation import FaultyRow
from workflows.importing.words import bare
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.registered import BY_ANSWER, RENAMED, row_change
from workflows.parties.standing import by_day, follow, stood_on


class RegisterBook:
    """The parties that the rows of one part name by their numbers, locked, with what became known of them."""

    def __init__(self, rows: Iterable[BusinessEntity], changes: Iterable[PartyChange]) -> None:
        self.changes: list[PartyChange] = []
        self._by_number: dict[str, set[BusinessEntity]] = defaultdict(set)
        self._known: dict[tuple[int, str], list[PartyChange]] = defaultdict(list)
        for row in rows:
            for number in filter(None, (row.uscc, row.registration_number)):
                self._by_number[number].add(row.party)
        for change in changes:
            self._known[change.entity_id, change.kind].append(change)

    @classmethod
    def open(cls, session: Session, rows: Iterable[RegistrationRow]) -> Self:
        """Return the book of all parties that the rows name; they stay locked until the part is committed."""
        numbers = {number for row in rows for number in (row.uscc, row.registration_number) if number}
        bears = or_(BusinessEntity.uscc.in_(numbers), BusinessEntity.registration_number.in_(numbers))
        of_these = BusinessEntity.party_id.in_(select(BusinessEntity.party_id).where(bears))
        locking = select(BusinessEntity).where(of_these).order_by(BusinessEntity.id)
        fresh = locking.with_for_update(key_share=True).execution_options(populate_existing=True)
        entities = session.scalars(fresh).all()
        kinds = PartyChange.kind.in_([kind.code for kind in BY_ANSWER.values()])
        of_parties = PartyChange.entity_id.in_([one.id for one in entities])
        changes = select(PartyChange).where(kinds, of_parties).order_by(PartyChange.id)
        return cls(entities, session.scalars(changes).all())

    def settle(self, row: RegistrationRow, origin: Origin) -> bool:
        """Let a party follow a row, and return whether anything changed. Raises FaultyRow; then nothing did."""
        party = self._party(row)
        made = self._stated(party, row)
        for kind, stated in made:
            change = _change(party, kind, stated, row, origin)
            self.changes.append(change)
            known = self._known[party.id, kind.code]
            known.append(change)
            follow(party, kind, by_day(known))
        return bool(made)

    def _party(self, row: RegistrationRow) -> BusinessEntity:
        code, number = ("DJ_SHXYM", row.uscc) if row.uscc else ("DJ_ZCH", row.registration_number)
        found = self._by_number.get(number, set())
        if row.uscc and row.registration_number and not found:
            code, number = "DJ_ZCH", row.registration_number
            found = self._by_number.get(number, set())
        if not found:
            mend = "还没有案件和记录的主体不用导入，请删去这一行；要办理案件的，先登记经营主体"
            raise FaultyRow([fault(code, number, "在系统中没有这一主体", mend)])
        if len(found) > 1:
            raise FaultyRow([fault(code, number, "不止一户使用", "请填写统一社会信用代码")])
        return next(iter(found))

    def _stated(self, party: BusinessEntity, row: RegistrationRow) -> list[tuple[Kind, Stated]]:
        """Return what a row changes of a party, column by column."""
        made: list[tuple[Kind, Stated]] = []
        faults = list(self._another_name(party, row))
        for answer, kind in BY_ANSWER.items():
            known = by_day(self._known[party.id, kind.code])
            if answer not in row.said or _same(row.said[answer], stood_on(party, kind, known, row.from_day)):
                continue
            try:
                made.append((kind, row_change(party, kind, known, _told(row))))
            except ValidationError as refused:
                faults += _faults(refused, row)
        if faults:
            raise FaultyRow(faults)
        return made

    def _another_name(self, party: BusinessEntity, row: RegistrationRow) -> Iterator[Fault]:
        """A name that is neither the party's own nor told with the one before may be another party's."""
        stood = stood_on(party, RENAMED, by_day(self._known[party.id, RENAMED.code]), row.from_day)
        names = {bare(stood), bare(party.name)}
        if bare(row.said["name"]) not in names and bare(row.former_name) not in names:
            words = f"与代码不对应：{party.shown_code} 在系统中登记的名称是“{stood}”"
            mend = f"请核对名称和代码；确已变更名称的，在原名称一列填写“{stood}”"
            yield fault("DJ_MC", row.said["name"], words, mend)


def _same(one: str, other: str) -> bool:
    return bare(one) == bare(other)


def _told(row: RegistrationRow) -> Told:
    """Return what a row states as the form would have it."""
    return {**row.said, "from_day": row.from_day}


def _faults(refused: ValidationError, row: RegistrationRow) -> Iterator[Fault]:
    for answer, sentences in refused.messages_dict.items():
        code, value = COLUMN_OF.get(answer, "DJ_MC"), row.said.get(answer, "")
        shown = PartyStatus.words(value) if answer == "status" else value
        for sentence in sentences:
            yield fault(code, shown, f"：{sentence.removesuffix('。')}", WAY_ON)


def _change(
    party: BusinessEntity, kind: Kind, stated: Stated, row: RegistrationRow, origin: Origin
) -> PartyChange:
    return PartyChange(
        entity_id=party.id,
        kind=PartyChangeKind(kind.code).value,
        was=stated.was,
        became=stated.became,
        from_day=row.from_day,
        source=f"{row.source or '登记机关的登记信息'}（{origin.source}）",
        import_run_id=origin.run_id,
        at=clock.now(),
    )
