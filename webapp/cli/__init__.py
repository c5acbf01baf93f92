"""The commands of the product."""

from flask import Flask

from webapp.cli import accounts, audit, definitions, demo, importing, law, seed, upgrade, work


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    for command in (
        upgrade.upgrade_command,
        seed.seed_command,
        importing.import_group,
        accounts.user_group,
        work.work_command,
        demo.demo_command,
        audit.audit_group,
        law.law_group,
        definitions.definitions_group,
    ):
        app.cli.add_command(command)
