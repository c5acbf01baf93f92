"""`flask law`: the law in the terminal, and the import of a year's calendar."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.db import snapshot, transaction
from workflows import enactment
from workflows.errors import CaseworkError
from workflows.law import clocks, law_version, parameters, tables
from workflows.law.numerals import written
from workflows.law.reading import (
    Listing,
    clock_listing,
    parameter_listing,
    table_listing,
    table_listings,
    unconfirmed_listing,
)
from workflows.law.what_if import answers


@click.group("law", invoke_without_command=True)
@click.pass_context
@with_appcontext
def law_group(context: click.Context) -> None:
    """法规：期限、裁量表、参数、尚未确认的事项。"""
    if context.invoked_subcommand is None:
        click.echo(
            "flask law clocks | tables | parameters | unconfirmed | what-if 裁量表 事实=值 … | calendar 文件"
        )
        _count()


def _count() -> None:
    rows = sum(len(table.rules) for table in tables().values())
    click.echo(
        f"共 {len(clocks())} 项期限，{len(tables())} 张裁量表（{rows} 行），{len(parameters())} 项参数，"
        f"尚未确认 {len(unconfirmed_listing().rows)} 项。法规版本 {law_version()}。"
    )


def _show(listings: Iterable[Listing]) -> None:
    for listing in listings:
        for line in listing.lines():
            click.echo(line)
        click.echo()
    _count()


@law_group.command("clocks")
@with_appcontext
def clocks_command() -> None:
    """列出全部期限。"""
    _show([clock_listing()])


@law_group.command("tables")
@click.argument("names", nargs=-1)
@with_appcontext
def tables_command(names: tuple[str, ...]) -> None:
    """列出全部裁量表，或者指定的几张。"""
    if unknown := [name for name in names if name not in tables()]:
        raise click.ClickException(f"没有裁量表 {'、'.join(unknown)}，现有：{'、'.join(tables())}。")
    _show([table_listing(tables()[name]) for name in names] or table_listings())


@law_group.command("parameters")
@with_appcontext
def parameters_command() -> None:
    """列出全部参数和现行答案。"""
    _show([parameter_listing()])


@law_group.command("unconfirmed")
@with_appcontext
def unconfirmed_command() -> None:
    """列出尚未确认的事项。"""
    _show([unconfirmed_listing()])


@law_group.command("what-if")
@click.argument("table")
@click.argument("facts", nargs=-1)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="适用哪一天的法律，默认今天")
@with_appcontext
def what_if_command(table: str, facts: tuple[str, ...], on: datetime | None) -> None:
    """按给定的事实询问一张裁量表，例如 flask law what-if market_ban trigger=drug_fake serious=true。

    一项事实有几个值的，重复写。
    """
    try:
        found = answers(table, _given(facts), on.date() if on else None)
    except CaseworkError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for answer in found:
        click.echo(f"【{answer.rule}】{answer.description}")
        for label, words in answer.told:
            click.echo(f"  {label}：{words}")
        click.echo(f"  依据：{answer.basis}（{answer.confidence}）")
    click.echo(f"适用 {len(found)} 行。")


def _given(facts: tuple[str, ...]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for fact in facts:
        name, sign, value = fact.partition("=")
        if not sign:
            raise click.ClickException(f"事实应写作 名称=值，不是 {fact}。")
        given.setdefault(name, []).append(value)
    return given


@law_group.command("calendar")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="不再询问，直接导入")
@with_appcontext
def calendar_command(file: Path, *, yes: bool) -> None:
    """导入国务院办公厅公布的下一年放假安排；先列出会移动的期限，确认后一次移动。"""
    try:
        announced = enactment.read_calendar(file.name, file.read_bytes())
    except CaseworkError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    with snapshot() as session:
        _show_moves(enactment.expected_moves(session, announced))
    if not yes:
        click.confirm(f"导入{announced.year.year}年放假安排？", abort=True)
    with transaction() as session:
        moved = enactment.introduce(session, announced, None)
    click.echo(f"已导入，重新核定期限 {len(moved)} 项。")


def _show_moves(found: list[enactment.Move]) -> None:
    moved = [move for move in found if move.other_day]
    for move in moved:
        days = f"{written(move.row.last_day)} → {written(move.again.last_day)}"
        click.echo(f"{move.case_number}  {move.row.title}  {days}")
    click.echo(f"会移动 {len(moved)} 项，另有 {len(found) - len(moved)} 项日期不变、不再是暂定。")
