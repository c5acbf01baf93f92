"""`flask definitions`: which cases run under which diagrams, and what is kept of those."""

import click
from flask.cli import with_appcontext
from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db import snapshot, transaction
from workflows import casework, clock
from workflows.errors import CaseworkError, NotFound
from workflows.models import Officer


@click.group("definitions", invoke_without_command=True)
@click.pass_context
@with_appcontext
def definitions_group(context: click.Context) -> None:
    """在办案件各用哪一版流程图，在哪里等待，本版本是否还能办理。"""
    if context.invoked_subcommand is None:
        with snapshot() as session:
            found = casework.running(session)
        for one in found:
            _tell(one)
        click.echo(
            f"有在办案件的流程图 {len(found)} 份，其中本版本不能办理的 {sum(bool(one.lacks) for one in found)} 份。"
        )


def _tell(one: casework.Running) -> None:
    standing = "本版本" if one.current else "早先版本"
    click.echo(f"{one.title}（{one.process_key}）  {one.digest[:12]}  {standing}")
    click.echo(f"  自 {clock.day_of(one.since)} 起使用，在办 {one.cases} 件")
    for place, number in sorted(one.waiting.items()):
        click.echo(f"  {number} 件等待 {place}")
    for lack in one.lacks:
        click.echo(f"  缺少：{lack}")


@definitions_group.command("diagram")
@click.argument("digest")
@click.argument("procedure", default="")
@with_appcontext
def diagram_command(digest: str, procedure: str) -> None:
    """输出一份存档的流程图（摘要的前几位即可）；它所调用的流程，写明流程的名称。"""
    with snapshot() as session:
        try:
            click.echo(casework.diagram_of(session, digest, procedure))
        except NotFound as missing:
            raise click.ClickException(str(missing)) from missing


@definitions_group.command("move")
@click.argument("number")
@click.option("--try", "trying", is_flag=True, help="只看会怎样，什么都不改动")
@click.option("--by", "username", default="", help="经手的系统管理员")
@click.option("--reason", default="", help="移动的理由，记入办理经过")
@with_appcontext
def move_command(number: str, username: str, reason: str, *, trying: bool) -> None:
    """把一件在办案件移到本版本的流程图；先用 --try 看哪些待办保留、有什么妨碍。"""
    try:
        if trying:
            with snapshot() as session:
                _tell_transfer(casework.try_transfer(session, number))
            click.echo("以上是试移，什么都没有改动。")
            return
        with transaction() as session:
            done = casework.transfer(session, number, reason, _administrator(session, username))
    except CaseworkError as refused:
        raise click.ClickException(str(refused)) from refused
    except ValidationError as unfit:
        raise click.ClickException("请用 --reason 写明理由（不超过300字）。") from unfit
    _tell_transfer(done)
    click.echo(f"{number} 已移到新流程图。")


def _administrator(session: Session, username: str) -> casework.Actor:
    """Return the officer of that name as one who acts. Raises NotFound."""
    found = session.scalars(select(Officer.id).where(Officer.username == username)).one_or_none()
    if found is None:
        raise NotFound("请用 --by 写明经手的系统管理员。")
    return casework.actor_of(session, found)


def _tell_transfer(plan: casework.Transfer) -> None:
    click.echo(f"{plan.number}  {plan.before[:12]} → {plan.after[:12] or '—'}")
    for now, then in plan.stays:
        click.echo(f"  保留待办“{now}”" + (f"，改称“{then}”" if now != then else ""))
    for limit in plan.unwatched:
        click.echo(f"  注意：期限“{limit}”继续计算，但新流程图不等待它届满")
    for fact in plan.unknown:
        click.echo(f"  注意：新流程图要读取 {fact}，案件中还没有，须由后面的环节得出")
    for why in plan.against:
        click.echo(f"  不能移动：{why}")
