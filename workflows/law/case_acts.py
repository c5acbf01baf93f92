"""What may be done with a running case as a whole (suspend, resume, withdraw, end): on which grounds, by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law.entries import Entry, choice, listing, mark, words
from workflows.law.files import FOLDER, checked, read_toml
from workflows.law.statutes import citations

ACTS = {"suspend": "中止办理", "resume": "恢复办理", "withdraw": "当事人撤回", "end": "终止办理"}
"""What may be done, and how it is told."""
ASKING = ("window", "case_officer", "unit_head", "credit_section")
LISTS = ("matters", "asked_by", "decided_by", "papers")
DECIDING = ("unit_head", "approver", "chief", "panel")


@dataclass(frozen=True)
class ActRule:
    """One reason for an act: in which procedures it counts, who asks, who decides, which papers are issued."""

    act: str
    ground: str
    title: str
    matters: tuple[str, ...]
    asked_by: tuple[str, ...]
    decided_by: tuple[str, ...]
    papers: tuple[str, ...]
    references: tuple[str, ...]
    confidence: str
    note: str

    @property
    def name(self) -> str:
        """What it is called in the file."""
        return f"{self.act}.{self.ground}"

    @property
    def basis(self) -> str:
        """The citation of what it rests on."""
        return citations(self.references)


class _ActEntry(Entry):
    title, note = words(), words(required=False)
    matters, papers = listing(words(), required=False), listing(words(), required=False)
    asked_by = listing(choice(*ASKING))
    decided_by = listing(choice(*DECIDING), required=False)
    basis, confidence = listing(words()), mark()


def read_case_acts(path: Path) -> Mapping[tuple[str, str], ActRule]:
    """Return the acts of a file by act and ground. Raises LawFileFaulty naming the entry at fault."""
    return MappingProxyType({(one.act, one.ground): one for one in _read(path)})


def _read(path: Path) -> Iterator[ActRule]:
    for act, grounds in read_toml(path).items():
        if act not in ACTS:
            raise LawFileFaulty(f"{path.name} [{act}]：只能是 {'、'.join(ACTS)}")
        for ground, entry in grounds.items():
            yield _act(act, ground, entry, f"{path.name} [{act}.{ground}]")


def _act(act: str, ground: str, entry: Mapping[str, Any], where: str) -> ActRule:
    data = checked(_ActEntry(), entry, where)
    references = tuple(data.pop("basis"))
    try:
        citations(references)
    except LawUnknown as fault:
        raise LawFileFaulty(f"{where}：{fault}") from fault
    for name in LISTS:
        data[name] = tuple(data[name])
    return ActRule(**data, references=references, act=act, ground=ground)


@cache
def case_acts() -> Mapping[tuple[str, str], ActRule]:
    """Return every act by act and ground."""
    return read_case_acts(FOLDER / "case_acts.toml")


def grounds_of(act: str, matter: str) -> list[ActRule]:
    """Return the reasons for which an act may be done in a procedure: its own, else those of all procedures."""
    of_act = [one for one in case_acts().values() if one.act == act]
    own = [one for one in of_act if matter in one.matters]
    return own or [one for one in of_act if not one.matters]


def act_rule_of(act: str, ground: str) -> ActRule:
    """Return an act by its ground. Raises LawUnknown when there is none."""
    try:
        return case_acts()[act, ground]
    except KeyError:
        raise LawUnknown(f"对案件的处理 {act}.{ground}") from None
