"""The law as listings for people: each a title, headings and rows of words, for a page or for print."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.law.asking import tables
from workflows.law.case_acts import ACTS, case_acts
from workflows.law.files import SETTLED
from workflows.law.open_questions import Parameter, parameters
from workflows.law.statutes import statutes
from workflows.law.tables import Rule, Table
from workflows.law.terms import APPROVERS, AT_EXPIRY, EXCLUSIONS, SUSPENSION, Clock, clocks
from workflows.law.wording import ANY, rule_words, shown
from workflows.law.workdays import announced_years


@dataclass(frozen=True)
class Listing:
    """Rows under headings; every cell is words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> Iterator[str]:
        """Yield the listing as lines of text in columns: title, headings, then one line a row."""
        yield f"【{self.title}】"
        widths = [max(map(_width, column)) for column in zip(self.headings, *self.rows, strict=True)]
        for row in (self.headings, *self.rows):
            yield "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def clock_listing() -> Listing:
    """Return the terms with length, start, what is left out, extension, what follows and their basis."""
    headings = (
        *("期限", "名称", "长度", "起算", "可以扣除", "延长", "到期"),
        *("结案后继续", "中止期间", "提醒", "依据", "可靠程度", "说明"),
    )
    return Listing("期限", headings, tuple(_clock_row(clock) for clock in clocks().values()))


def _clock_row(clock: Clock) -> tuple[str, ...]:
    return (
        clock.name,
        clock.title,
        f"{clock.term}{'（由决定写明）' if clock.chosen else ''}{'，末日顺延' if clock.moves else ''}",
        clock.counted_from,
        "；".join(EXCLUSIONS[reason] for reason in clock.excludes),
        _extension(clock),
        AT_EXPIRY[clock.at_expiry],
        "是" if clock.survives_case else "否",
        SUSPENSION[clock.when_suspended],
        _reminder(clock),
        clock.basis,
        clock.confidence,
        clock.note,
    )


def _extension(clock: Clock) -> str:
    if not clock.extension:
        return ""
    by = f"，由{APPROVERS[clock.extension_by]}批准" if clock.extension_by else ""
    return f"{clocks()[clock.extension].term}，{clock.extension_times}次{by}"


def _reminder(clock: Clock) -> str:
    points = ["过半"] if clock.remind_halfway else []
    points += [f"届满前{clock.remind_before}个工作日"] if clock.remind_before else []
    return "、".join(points)


def table_listings() -> tuple[Listing, ...]:
    """Return every decision table in words, its rows with their basis cited."""
    return tuple(table_listing(table) for table in tables().values())


def table_listing(table: Table) -> Listing:
    """Return one decision table in words: a row with what it asks, what it answers, basis and confidence."""
    given = [output for output in table.outputs if output.name not in {"basis", "confidence"}]
    headings = ("行", "说明", "条件", *(output.label for output in given), "依据", "可靠程度")
    rows = tuple(_rule_row(table, rule, [output.name for output in given]) for rule in table.rules)
    return Listing(f"{table.title}（{table.id}）", headings, rows)


def _rule_row(table: Table, rule: Rule, given: list[str]) -> tuple[str, ...]:
    words = rule_words(table, rule)
    answers = (words[name] for name in (*given, "basis", "confidence"))
    return rule.id, rule.description, conditions(table, rule), *answers


def conditions(table: Table, rule: Rule) -> str:
    """Return the conditions of a row as one phrase; what it does not ask is left out."""
    words = rule_words(table, rule)
    asked = [f"{one.label}：{words[one.name]}" for one in table.inputs if words[one.name] != ANY]
    return "；".join(asked) or "其余情形"


def parameter_listing() -> Listing:
    """Return the open questions with the answers in force."""
    headings = ("编号", "参数", "问题", "现行答案", "单位", "来源", "理由", "可靠程度", "状态")
    return Listing("待定事项与参数", headings, tuple(_parameter_row(each) for each in parameters().values()))


def _parameter_row(each: Parameter) -> tuple[str, ...]:
    return (
        each.question,
        each.key,
        each.title,
        shown(each.value),
        each.unit,
        each.source,
        each.why,
        each.confidence,
        standing(each),
    )


def standing(each: Parameter) -> str:
    """Return whether an answer is locked, confirmed by somebody, still open, or known from the text."""
    return "锁定" if each.locked else each.confirmed or ("待确认" if each.open else "已有依据")


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
    unsure = (*_unsure_clocks(), *_unsure_acts(), *_unsure_rules(), *_unsure_statutes())
    rows = (*_open_parameters(), *unsure)
    return Listing("尚未确认", ("类别", "代号", "内容", "可靠程度"), rows)


def _open_parameters() -> Iterator[tuple[str, ...]]:
    return (("参数", each.key, each.title, each.confidence) for each in parameters().values() if each.open)


def _unsure_clocks() -> Iterator[tuple[str, ...]]:
    unsure = (clock for clock in clocks().values() if clock.confidence not in SETTLED)
    return (("期限", clock.name, f"{clock.title}：{clock.term}", clock.confidence) for clock in unsure)


def _unsure_acts() -> Iterator[tuple[str, ...]]:
    unsure = (one for one in case_acts().values() if one.confidence not in SETTLED)
    return (("案件处理", one.name, f"{ACTS[one.act]}：{one.title}", one.confidence) for one in unsure)


def _unsure_rules() -> Iterator[tuple[str, ...]]:
    for table in tables().values():
        for rule in table.rules:
            if table.confidence(rule) not in SETTLED:
                yield "裁量表", f"{table.id}/{rule.id}", rule.description, table.confidence(rule)


def _unsure_statutes() -> Iterator[tuple[str, ...]]:
    unsure = (each for each in statutes().values() if each.confidence not in SETTLED)
    return (("法规", each.id, each.cite(), each.confidence) for each in unsure)
