"""`flask audit`: holds all that is stored against the promises, and takes the chain's head out of the house."""

from collections.abc import Iterable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role
from webapp.db import snapshot, transaction
from workflows import audit, clock
from workflows.audit import PROMISES, Finding
from workflows.catalog import lacking
from workflows.documents.addresses import check_address
from workflows.documents.catalogue import kind_of
from workflows.documents.page import page
from workflows.documents.press import print_pdf
from workflows.documents.versions import template_digest
from workflows.errors import CaseworkError, NotAllowed
from workflows.models import Document, Officer, RoleGrant
from workflows.register.commit import Commit
from workflows.register.erasure import ERASABLE, Wanted, erase


@click.group("audit")
def audit_group() -> None:
    """核对全部数据是否信守各项承诺；导出链头。"""


@audit_group.command("verify")
@click.option(
    "--promise", "promises", multiple=True, type=click.Choice(list(PROMISES)), help="只核对这一项，可重复"
)
@click.option(
    "--heads", type=click.Path(exists=True, file_okay=False, path_type=Path), help="存放已导出链头的文件夹"
)
@click.option("--render", type=click.IntRange(0), default=0, help="随机抽取多少份文书重新排版比对")
@with_appcontext
def verify_command(promises: tuple[str, ...], heads: Path | None, render: int) -> None:
    """逐项核对，列出每一处问题；有问题时退出码为1。"""
    audit.expect_printed_within(current_app.config["PRINTED_WITHIN"])
    with snapshot() as session:
        broken = _tell(audit.verify(session, promises or None))
        if not promises or "B8.4" in promises:
            broken += _tell(audit.check_release(session, lacking))
        if heads is not None:
            broken += _tell(audit.check_heads(session, heads))
        if render:
            broken += _tell(audit.check_papers(session, render, _printed))
        _tell_lateness(session)
        _tell_erased(session)
    if broken:
        raise click.ClickException(f"发现 {broken} 处问题。请保留现场，立即报告系统管理员。")
    click.echo("核对完毕，没有发现问题。")


@audit_group.command("head")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def head_command(folder: Path) -> None:
    """把现在的链头签名后写入文件夹；请存放到别的机器上，或者打印留存。"""
    with snapshot() as session:
        file = audit.export_head(session, folder)
    click.echo(f"链头已写入 {file}。")


@audit_group.command("erase")
@click.argument("table", type=click.Choice(sorted(ERASABLE)))
@click.argument("row", type=int)
@click.argument("column")
@click.option("--by", "username", required=True, help="作出删除的系统管理员")
@click.option("--reason", required=True, help="删除的理由和依据")
@with_appcontext
def erase_command(table: str, row: int, column: str, username: str, reason: str) -> None:
    """删除链中一行的一项个人信息（个人信息保护法第四十七条）；链仍可核对，删除本身留痕，不可恢复。"""
    wanted = Wanted(table=table, row_id=row, column=column, reason=reason)
    try:
        with transaction() as session:
            administrator = _administrator(session, username)
            commit = Commit(administrator.id, administrator.name)
            erase(session, commit, wanted)
    except CaseworkError as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"已删除 {table} {row} 的 {column}，链仍可核对。")


def _administrator(session: Session, username: str) -> Officer:
    """Return the system administrator of that name. Raises NotAllowed."""
    held = RoleGrant.role == Role.SYSTEM_ADMINISTRATOR, RoleGrant.revoked_at.is_(None)
    named = select(Officer).join(RoleGrant, RoleGrant.officer_id == Officer.id)
    found = session.scalars(named.where(Officer.username == username, Officer.disabled_at.is_(None), *held))
    if administrator := found.one_or_none():
        return administrator
    raise NotAllowed("删除个人信息由系统管理员办理。")


def _tell(findings: Iterable[Finding]) -> int:
    """Print every finding as it comes, and return how many there were."""
    count = 0
    for finding in findings:
        count += 1
        click.echo(f"{finding.promise}  {finding.table} {finding.row_id}  {finding.sentence}")
    return count


def _tell_lateness(session: Session) -> None:
    late = [one.by for one in audit.late_firings(session)]
    if late:
        click.echo(f"期限触发晚于预定的有 {len(late)} 个，最晚 {max(late)}；请与后台停机时间核对。")


def _tell_erased(session: Session) -> None:
    for one in audit.erased_texts(session):
        place = f"{one.table} {one.row_id} 的 {one.column}"
        click.echo(f"个人信息已依法删除：{place}（{clock.day_of(one.at)}，{one.by}：{one.reason}）")


def _printed(document: Document) -> bytes | None:
    """Print a paper again from its frozen facts, unless its template has changed since."""
    if template_digest(kind_of(document.kind).template) != document.template_digest:
        return None
    html = page(
        document.kind,
        document.facts,
        number=document.number,
        issued_on=document.issued_on,
        code=document.code,
        check_url=check_address(document),
    )
    return print_pdf(html)
