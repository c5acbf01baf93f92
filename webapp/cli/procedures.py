"""`flask procedures`: which procedures there are, and whether everything that belongs to each agrees."""

import click
from flask.cli import with_appcontext

from forms.choices import Role
from workflows.catalog import Procedure, catalog
from workflows.catalog.agreement import disagreements


@click.group("procedures", invoke_without_command=True)
@click.pass_context
@with_appcontext
def procedures_group(context: click.Context) -> None:
    """本版本有哪些流程，各由谁登记。"""
    if context.invoked_subcommand is None:
        for key, procedure in sorted(catalog().items()):
            click.echo(f"{key}  {procedure.process.title}  {_opened(procedure)}")


def _opened(procedure: Procedure) -> str:
    who = "、".join(role.label for role in Role if role in procedure.opened_by)
    return f"由{who}登记：{procedure.declared.action}" if who else "由其他流程调用"


@procedures_group.command("check")
@with_appcontext
def check_command() -> None:
    """核对流程图、声明、步骤、表单、法规和文书是否一致；每一处不一致写明代码和改正办法。"""
    found = list(disagreements(catalog()))
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo(f"{len(catalog())} 个流程，各项一致。")
