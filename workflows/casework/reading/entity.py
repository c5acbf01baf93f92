"""An entity's credit record as a page shows it, and whom or what a case is to be opened about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session, joinedload

from forms.against_party import PARTY_OVER
from forms.choices import EntityKind, PartyStatus, RecordKind, RecordState, Tier, Visibility
from forms.identifiers import document_number_key
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.casework.reading.actions import Action, actions_about, actions_on
from workflows.casework.reading.firm_posts import FirmPosts, firm_posts
from workflows.casework.reading.parties import PartyLife, entity_on_file, life_of
from workflows.casework.reading.status import StatusNotice, status_notice
from workflows.casework.reading.succession import Inheritance, inheritances
from workflows.catalog import catalog
from workflows.errors import NotFound
from workflows.models import BusinessEntity, Case, CreditEntry, CreditRecord, PenaltyDecision
from workflows.parties.joined import rows_of
from workflows.register.wording import publication_words, state_words


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """A line of the credit record, as whoever reads it may."""

    record_id: int | None
    summary: str
    at: Any
    actor_name: str
    visibility_label: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class RecordRow:
    """A record with its life, and what may be done about it."""

    record: CreditRecord
    state_label: str
    tier_label: str
    facts: list[tuple[str, str]]
    entries: list[EntryRow]
    cases: list[Case]
    actions: list[Action]

    @property
    def may_be_chosen(self) -> bool:
        """Whether it may be ticked, for an action about several."""
        return any(one.for_several and one.is_open for one in self.actions)


@dataclass(frozen=True, kw_only=True)
class EntityPage:
    """An entity with all its records."""

    entity: BusinessEntity
    facts: list[tuple[str, str]]
    records: list[RecordRow]
    cases: list[Case]
    """The cases about the entity itself."""
    entries: list[EntryRow]
    """What its credit record tells beyond single records."""
    hidden: int
    """How many entries are left out, because they belong to cases that the officer may not read."""
    doubled: Sequence[str]
    """The numbers of decisions that each have several records, one under each row of the party."""
    life: PartyLife
    status: StatusNotice | None
    """What is to be known of its status, when it does not simply exist."""
    posts: FirmPosts
    inheritances: Sequence[Inheritance]
    """Whose place it took, with their records."""
    startable: list[Action]
    """What the officer may open about the entity itself."""

    @property
    def for_several(self) -> list[Action]:
        """What the officer may open about several records at once, each action once."""
        found = {
            one.key: one for row in self.records for one in row.actions if one.for_several and one.is_open
        }
        return list(found.values())


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """The records for which cases are to be opened; none for a case about the entity itself."""

    title: str
    process_key: str
    entity: BusinessEntity
    records: Sequence[CreditRecord] = ()
    status: StatusNotice | None = None
    """What is to be known of the party's status."""

    @property
    def known(self) -> dict[str, bool]:
        """What the opening form knows of the party."""
        return {PARTY_OVER: bool(self.status and self.status.demands_reason)}


def entity_page(session: Session, entity_id: int, actor: Actor, on: date | None = None) -> EntityPage:
    """Return an entity's credit record: each fact with its life, the latest first. Raises NotFound.

    `on` is a day for which it is asked who held which post.

    A party that is on file in several rows has one record, on the page of the row that stands for it; the pages
    of the others show none.
    """
    entity = entity_on_file(session, entity_id)
    mine = rows_of(entity_id).where(literal(entity.one_with_id is None))
    of_entity = select(CreditRecord).where(CreditRecord.entity_id.in_(mine))
    latest = of_entity.order_by(CreditRecord.decided_on.desc(), CreditRecord.id.desc())
    whole = joinedload(CreditRecord.penalty), joinedload(CreditRecord.entity)
    records = session.scalars(latest.options(*whole)).all()
    entries, hidden = _entries(session, mine, actor)
    cases = session.scalars(select(Case).where(Case.entity_id.in_(mine)).order_by(Case.opened_at)).all()
    return EntityPage(
        entity=entity,
        facts=_entity_facts(entity),
        status=status_notice(session, entity),
        records=[_record_row(record, entries, cases, actor) for record in records],
        cases=[case for case in cases if case.record_id is None],
        entries=[entry for entry in entries if entry.record_id is None],
        hidden=hidden,
        doubled=_doubled(records),
        life=life_of(session, entity),
        posts=firm_posts(session, entity, actor, on),
        inheritances=inheritances(session, entity),
        startable=[] if entity.one_with_id else list(actions_on(entity, actor)),
    )


def _entries(session: Session, rows: Select[int], actor: Actor) -> tuple[list[EntryRow], int]:
    """Return the rows of entries of which the actor may read a line, and how many others there are.

    Of a case that one may not read there is only what everybody may.
    """
    of_party = select(CreditEntry).where(CreditEntry.entity_id.in_(rows)).order_by(CreditEntry.id)
    entries = session.scalars(of_party).all()
    known = {None, *session.scalars(select(Case.id).where(Case.entity_id.in_(rows), readable(actor)))}
    shown = [row for one in entries if (row := _entry_row(one, whole=one.case_id in known))]
    return shown, len(entries) - len(shown)


def _entity_facts(entity: BusinessEntity) -> list[tuple[str, str]]:
    pairs = [("类别", EntityKind(entity.kind).label), ("代码", entity.shown_code)]
    if entity.kind != EntityKind.PERSON:
        pairs += [
            ("登记状态", PartyStatus.words(entity.status)),
            ("法定代表人（负责人、经营者）", entity.legal_representative or "—"),
        ]
    return [*pairs, ("住所（经营场所）", entity.address or "—")]


def _doubled(records: Sequence[CreditRecord]) -> list[str]:
    standing = [one.penalty for one in records if one.penalty and one.state != RecordState.WITHDRAWN]
    numbers = Counter((one.number_key, one.authority_code) for one in standing)
    return [number for (number, _), count in numbers.items() if count > 1]


def _record_row(
    record: CreditRecord, entries: Sequence[EntryRow], cases: Sequence[Case], actor: Actor
) -> RecordRow:
    mine = [case for case in cases if case.record_id == record.id]
    return RecordRow(
        record=record,
        state_label=state_words(record),
        tier_label=Tier(record.tier).label if record.tier else "",
        facts=_record_facts(record),
        entries=[entry for entry in entries if entry.record_id == record.id],
        cases=mine,
        actions=list(actions_about(record, mine, actor)),
    )


def _record_facts(record: CreditRecord) -> list[tuple[str, str]]:
    pairs = [
        ("类别", RecordKind(record.kind).label),
        ("决定日期", str(record.decided_on)),
        ("公示日期", publication_words(record)),
        ("最早可申请修复", _day(record.earliest_repair_on)),
        ("公示期满", _day(record.ends_on)),
        ("停止公示", _day(record.ended_on)),
    ]
    if record.entity.one_with:
        pairs.append(("记入时登记为", f"{record.entity.name}（{record.entity.shown_code}）"))
    if record.penalty and record.penalty.number_key != document_number_key(record.penalty.document_number):
        pairs.append(("提示", "与另一条记录文号只差写法，可能重复公示，请核对后撤回其中一条"))
    if record.penalty and _stated_another_end(record, record.penalty):
        pairs.append(
            ("填报的公示截止期", f"{record.penalty.stated_end_on}（与依法计算的不同，以计算的为准）")
        )
    if record.penalty and record.penalty.representative:
        pairs.append(("处罚时的法定代表人（负责人、经营者）", record.penalty.representative))
    if record.penalty:
        pairs += [("处罚种类", record.penalty.kinds), ("违法行为", record.penalty.violation_type)]
    return pairs


def _stated_another_end(record: CreditRecord, penalty: PenaltyDecision) -> bool:
    return penalty.stated_end_on is not None and penalty.stated_end_on != record.ends_on


def _day(day: date | None) -> str:
    return str(day) if day else "—"


def _entry_row(entry: CreditEntry, *, whole: bool) -> EntryRow | None:
    line = entry.line_for(Visibility.INTERNAL if whole else Visibility.PUBLIC)
    if line is None:
        return None
    return EntryRow(
        record_id=entry.record_id,
        summary=line,
        at=entry.at,
        actor_name=entry.actor_name,
        visibility_label=Visibility(entry.visibility).label,
        basis=entry.basis,
    )


def start_page(session: Session, process_key: str, record_ids: Sequence[int]) -> StartPage:
    """Return the records for which cases of a procedure are to be opened. Raises NotFound."""
    if not record_ids:
        raise NotFound("请返回信用记录，先勾选要办理的记录。")
    procedure = catalog().get(process_key)
    of_ids = select(CreditRecord).where(CreditRecord.id.in_(record_ids))
    records = session.scalars(of_ids.options(joinedload(CreditRecord.entity))).all()
    if procedure is None or not records or not procedure.opened_by:
        raise NotFound
    return StartPage(
        title=procedure.process.title,
        process_key=process_key,
        entity=records[0].entity.party,
        records=records,
        status=status_notice(session, records[0].entity.party),
    )


def start_page_about(session: Session, process_key: str, entity_id: int) -> StartPage:
    """Return the entity for which a case of a procedure is to be opened.

    Raises NotFound, or what stands against such a case.
    """
    procedure, entity = catalog().get(process_key), session.get(BusinessEntity, entity_id)
    if procedure is None or entity is None or not procedure.opened_by:
        raise NotFound
    procedure.may_open(entity.party)
    return StartPage(
        title=procedure.process.title,
        process_key=process_key,
        entity=entity.party,
        status=status_notice(session, entity.party),
    )
