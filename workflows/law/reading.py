"""The law as listings for people: each a title, headings and rows of words, for a page or for print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from workflows.law.answers import Value
from workflows.law.asking import tables
from workflows.law.files import SETTLED
from workflows.law.open_questions import Parameter, parameters
from workflows.law.statutes import citations, statutes
from workflows.law.tables import Rule, Table
from workflows.law.terms import Clock, clocks
from workflows.law.workdays import announced_years

_AT_EXPIRY = {
    "escalate": "报告负责人督办",
    "remind": "提醒承办人",
    "lapse": "视为撤回",
    "final": "期满，决定不再受此途径改变",
    "finish": "到期结束",
    "deemed_served": "视为送达",
}


@dataclass(frozen=True)
class Listing:
    """Rows under headings; every cell is words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> Iterator[str]:
        """Yield the listing as lines of text: title, headings, then one line a row."""
        yield f"【{self.title}】"
        for row in (self.headings, *self.rows):
            yield " | ".join(row)


def clock_listing() -> Listing:
    """Return the terms with length, start, extension, what follows and their basis."""
    headings = (
        "期限",
        "名称",
        "长度",
        "起算",
        "延长",
        "到期",
        "结案后继续",
        "提前提醒",
        "依据",
        "可靠程度",
        "说明",
    )
    return Listing("期限", headings, tuple(_clock_row(clock) for clock in clocks().values()))


def _clock_row(clock: Clock) -> tuple[str, ...]:
    extended = f"{clocks()[clock.extension].term}，{clock.extension_times}次" if clock.extension else ""
    return (
        clock.name,
        clock.title,
        clock.term,
        clock.counted_from,
        extended,
        _AT_EXPIRY[clock.at_expiry],
        "是" if clock.survives_case else "否",
        f"{clock.remind_before}个工作日" if clock.remind_before else "",
        clock.basis,
        clock.confidence,
        clock.note,
    )


def table_listings() -> tuple[Listing, ...]:
    """Return every decision table, its rows with their cells as written and their basis cited."""
    return tuple(_table_listing(table) for table in tables().values())


def _table_listing(table: Table) -> Listing:
    headings = ("行", "说明", *(column.label for column in table.columns))
    rows = tuple(_rule_row(rule, table.column("basis")) for rule in table.rules)
    return Listing(f"{table.title}（{table.id}，{table.policy}）", headings, rows)


def _rule_row(rule: Rule, basis: int) -> tuple[str, ...]:
    words = list(rule.words)
    words[basis] = citations(words[basis].strip('"').split())
    return rule.id, rule.description, *words


def parameter_listing() -> Listing:
    """Return the open questions with the answers in force."""
    headings = ("编号", "参数", "问题", "现行答案", "单位", "来源", "理由", "可靠程度", "状态")
    return Listing("待定事项与参数", headings, tuple(_parameter_row(each) for each in parameters().values()))


def _parameter_row(each: Parameter) -> tuple[str, ...]:
    standing = "锁定" if each.locked else each.confirmed or ("待确认" if each.open else "已有依据")
    answer = shown(each.value)
    return (
        each.question,
        each.key,
        each.title,
        answer,
        each.unit,
        each.source,
        each.why,
        each.confidence,
        standing,
    )


def shown(value: Value) -> str:
    """Return a parameter's answer in words."""
    if value is None:
        return "不设"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value) or "（空）"


def statute_listing() -> Listing:
    """Return the statutes with the days between which they are in force."""
    headings = ("代号", "名称", "生效", "失效", "条文号可用", "可靠程度", "说明")
    rows = tuple(
        (
            each.id,
            each.cite(),
            str(each.in_force_from or ""),
            str(each.in_force_to or ""),
            "是" if each.articles_known else "否",
            each.confidence,
            each.note,
        )
        for each in statutes().values()
    )
    return Listing("法律、法规、规章和文件", headings, rows)


def calendar_listing() -> Listing:
    """Return the holidays and make-up working days of every year on file, with the notice."""
    headings = ("年", "节日", "放假", "调休上班", "通知")
    rows = tuple(
        (
            str(known.year),
            holiday.name,
            f"{holiday.first} 至 {holiday.last}",
            "、".join(map(str, holiday.worked)),
            "、".join(notice.number for notice in known.notices),
        )
        for known in announced_years()
        for holiday in known.holidays
    )
    return Listing("放假与调休", headings, rows)


def unconfirmed_listing() -> Listing:
    """Return everything that nobody has confirmed yet: parameters, terms, rows of tables and statutes."""
    rows = (*_open_parameters(), *_unsure_clocks(), *_unsure_rules(), *_unsure_statutes())
    return Listing("尚未确认", ("类别", "代号", "内容", "可靠程度"), rows)


def _open_parameters() -> Iterator[tuple[str, ...]]:
    return (("参数", each.key, each.title, each.confidence) for each in parameters().values() if each.open)


def _unsure_clocks() -> Iterator[tuple[str, ...]]:
    unsure = (clock for clock in clocks().values() if clock.confidence not in SETTLED)
    return (("期限", clock.name, f"{clock.title}：{clock.term}", clock.confidence) for clock in unsure)


def _unsure_rules() -> Iterator[tuple[str, ...]]:
    for table in tables().values():
        for rule in table.rules:
            mark = rule.words[table.column("confidence")].strip('"')
            if mark not in SETTLED:
                yield "裁量表", f"{table.id}/{rule.id}", rule.description, mark


def _unsure_statutes() -> Iterator[tuple[str, ...]]:
    unsure = (each for each in statutes().values() if each.confidence not in SETTLED)
    return (("法规", each.id, each.cite(), each.confidence) for each in unsure)
