"""`flask import penalties FILE` and `registrations FILE`: the same import as on the page, in the terminal."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from forms.choices import ImportKind, ImportState
from webapp.db import snapshot, transaction
from workflows import background, importing
from workflows.errors import TitlesUnknown, UnreadableFile
from workflows.importing.header import unknown_titles
from workflows.importing.kinds import FILES
from workflows.models import ImportRun


@click.group("import")
def import_group() -> None:
    """导入数据。"""


@import_group.command("penalties")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def penalties_command(file: Path) -> None:
    """导入行政处罚“双公示”文件；有误的行写入同一文件夹的退回文件。"""
    _tell(file, ImportKind.PENALTIES)


@import_group.command("registrations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def registrations_command(file: Path) -> None:
    """导入登记变更文件；有误的行写入同一文件夹的退回文件。"""
    _tell(file, ImportKind.REGISTRATIONS)


def _tell(file: Path, kind: ImportKind) -> None:
    try:
        run = import_file(file, kind)
    except UnreadableFile as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"共 {run.total} 行：新增 {run.added}，更新 {run.updated}，未变 {run.unchanged}，退回 {run.refused}。"
    )
    for sentence in importing.report(run):
        click.echo(sentence)
    if run.refused:
        click.echo(f"退回的行及原因：{write_rejects(run.id, file.parent)}")


def import_file(file: Path, kind: ImportKind = ImportKind.PENALTIES) -> ImportRun:
    """Import a file, part by part, each in its own transaction; return the run that has ended.

    Raises UnreadableFile; then nothing is stored. A file with unknown titles waits for a person at the page.
    """
    with transaction() as session:
        run_id = importing.begin(session, file.name, file.read_bytes(), None, kind=kind).id
    importing.open_file(transaction, run_id)
    with click.progressbar(length=_run(run_id).total or 0, label="导入") as bar:
        while _advance(run_id):
            bar.update(_run(run_id).done - bar.pos)
        bar.update(_run(run_id).done - bar.pos)
    return _ended(run_id)


def write_rejects(run_id: int, folder: Path) -> Path:
    """Write the refused rows beside the input and return where."""
    with snapshot() as session:
        rejects = importing.rejects_file(session, run_id)
        target = folder / rejects.filename
        with target.open("wb") as file:
            file.writelines(rejects.pieces)
    return target


def _advance(run_id: int) -> bool:
    with transaction() as session:
        return importing.advance(session, run_id, background.put_on_record)


def _run(run_id: int) -> ImportRun:
    with snapshot() as session:
        run = session.get_one(ImportRun, run_id)
        session.expunge(run)
    return run


def _ended(run_id: int) -> ImportRun:
    run = _run(run_id)
    if run.state == ImportState.FAILED:
        raise click.ClickException(run.error or "没有导入。")
    if run.state == ImportState.MAPPING:
        unknown = unknown_titles(run.titles, run.mapped, FILES[run.kind].layout)
        raise click.ClickException(f"{TitlesUnknown(unknown, run.titles)}")
    return run
