"""`flask upgrade`: brings the database to the tables of this release."""

import click
from flask.cli import with_appcontext

from webapp.db import db
from webapp.migrating import upgrade
from webapp.releases import refuse_in_command


@click.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """建立数据库，或升级到本版本；重复运行没有影响。"""
    upgrade(db.engine)
    click.echo("数据库已是最新。")
    refuse_in_command()
