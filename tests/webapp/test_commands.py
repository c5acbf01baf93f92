"""The commands: seed, accounts, import, and a demo that says what to do when its port is taken."""

import shutil
import socket

import click
import pytest
from sqlalchemy import select

import config
from tests.webapp.browsing import log_in
from webapp.cli.demo import is_free, refuse_taken
from workflows.models import ChainHead, Department, ImportRun, Officer

SAMPLE = config.ROOT / "docs" / "sample" / "行政处罚双公示_gb18030.csv"
ADD = ["user", "add", "wang", "--name", "王芳", "--employee-number", "7", "--department", "credit"]


@pytest.fixture
def run(app, writing):
    with writing() as session:
        session.merge(ChainHead(id=1, seq=0, head="0" * 64))
    runner = app.test_cli_runner()
    return lambda *arguments, **options: runner.invoke(args=list(arguments), **options)


def count(writing, table):
    with writing() as session:
        return len(session.scalars(select(table)).all())


def test_seeding_twice_adds_nothing_the_second_time(run, writing):
    assert "科室 " in run("seed").output
    before = count(writing, Department), count(writing, Officer)
    assert "新增演示人员 0 名" in run("seed").output
    assert (count(writing, Department), count(writing, Officer)) == before


def test_production_gets_sections_but_no_demo_accounts(app, run, writing):
    app.config["ON_SAMPLE_SECRET"] = False
    run("seed")
    assert count(writing, Department) > 0 and count(writing, Officer) == 0


def test_a_legal_reviewers_qualification_is_kept_with_the_account_or_added_later(run, writing):
    run("seed")
    password = "long-enough-and-mixed\n" * 2
    run(*ADD, "--role", "legal_reviewer", "--legal-reviewer-since", "2015-03-01", input=password)
    assert (
        "已登记 wang"
        in run(
            "user", "qualify", "wang", "--legal-qualification", "A20192303000001", "--reason", "初次从事"
        ).output
    )
    with writing() as session:
        wang = session.scalars(select(Officer).filter_by(username="wang")).one()
        kept = wang.legal_qualification, str(wang.legal_reviewer_since)
    assert kept == ("A20192303000001", "2015-03-01")


def test_an_account_is_added_and_can_log_in(app, run):
    run("seed")
    password = "long-enough-and-mixed"
    answer = run(*ADD, "--role", "credit_section", input=f"{password}\n{password}\n")
    assert "已新建账号 wang" in answer.output and password not in answer.output
    assert log_in(app.test_client(), "wang", password).status_code == 303


@pytest.mark.parametrize(
    ("roles", "password", "words"),
    [
        (["credit_section"], "short", "12 至 128 个字符"),
        (["credit_section", "system_administrator"], "long-enough-and-mixed", "不能同时担任其他岗位"),
    ],
)
def test_an_unfit_account_is_refused_in_words(run, writing, roles, password, words):
    run("seed")
    before, asked = count(writing, Officer), [part for role in roles for part in ("--role", role)]
    answer = run(*ADD, *asked, input=f"{password}\n{password}\n")
    assert answer.exit_code == 1 and words in answer.output
    assert count(writing, Officer) == before


def test_an_import_writes_its_refused_rows_beside_the_input(run, writing, tmp_path):
    file = shutil.copy(SAMPLE, tmp_path)
    answer = run("import", "penalties", str(file))
    assert "共 100 行：新增 96，更新 0，未变 0，退回 4。" in answer.output
    [rejects] = tmp_path.glob("*未导入*")
    assert len(rejects.read_text("gb18030").splitlines()) > 4


def test_the_same_file_again_changes_nothing(run, writing, tmp_path):
    file = shutil.copy(SAMPLE, tmp_path)
    run("import", "penalties", str(file))
    assert "新增 0，更新 0，未变 96，退回 4。" in run("import", "penalties", str(file)).output


def test_what_the_register_changed_is_imported_by_a_command_of_its_own(run, writing, tmp_path):
    file = shutil.copy(SAMPLE.parent / "登记变更" / "登记变更.csv", tmp_path)
    answer = run("import", "registrations", str(file))
    assert "共 6 行：新增 0，更新 0，未变 0，退回 6。" in answer.output  # nobody of whom it speaks is on file
    assert "系统中没有这一主体" in next(tmp_path.glob("*未导入*")).read_text("utf-8")


def test_a_file_that_cannot_be_read_is_refused_in_words(run, writing, tmp_path):
    (tmp_path / "x.csv").write_text("nothing", "utf-8")
    answer = run("import", "penalties", str(tmp_path / "x.csv"))
    assert answer.exit_code == 1 and "Error: " in answer.output
    assert count(writing, ImportRun) == 0


def test_a_taken_port_names_the_command_to_use_instead():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(click.ClickException, match=r"make demo PORT=\d+"):
            refuse_taken(port)
