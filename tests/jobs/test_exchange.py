"""A message to another system is one whole file in that system's folder."""

import errno
import json
import os

import pytest

from workflows.errors import ExchangeFailed, MessageUnfit
from workflows.jobs.exchange import deliver

MESSAGE = {
    "id": "0b5c9a52-6f0e-4a57-9d0b-3f1d3c1f7a10",
    "recipient": "platform",
    "kind": "REPAIR_STATUS",
    "version": 1,
    "record_key": "鸡市监处罚〔2026〕1号",
    "payload": {"status": "已修复"},
    "payload_digest": "0" * 64,
    "source_unit": "鸡西市市场监督管理局",
    "source_code": "230300",
    "created_at": "2026-11-23T08:00:00+00:00",
}


def test_a_message_is_a_file_in_the_folder_of_its_recipient(tmp_path):
    path = deliver(tmp_path / "exchange", MESSAGE)
    assert path == tmp_path / "exchange" / "platform" / f"{MESSAGE['id']}.json"
    assert json.loads(path.read_text(encoding="utf-8")) == MESSAGE
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("mode", "folder"), [(0o640, 0o750), (0o644, 0o755), (0o600, 0o700)])
def test_a_message_is_readable_by_whom_the_setting_names(tmp_path, mode, folder):
    path = deliver(tmp_path / "exchange", MESSAGE, mode)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (mode, folder)


def test_the_same_message_again_changes_nothing(tmp_path):
    first = deliver(tmp_path, MESSAGE)
    written = first.stat().st_ino
    assert deliver(tmp_path, dict(reversed(MESSAGE.items()))).stat().st_ino == written


def test_another_content_under_the_same_id_is_refused(tmp_path):
    path = deliver(tmp_path, MESSAGE)
    with pytest.raises(MessageUnfit, match="另发新的版本"):
        deliver(tmp_path, MESSAGE | {"payload": {}})
    assert json.loads(path.read_text(encoding="utf-8")) == MESSAGE


@pytest.mark.parametrize("name", ["..", "../other", "a/b", "", ".hidden", "x" * 65, "a\n"])
@pytest.mark.parametrize("field", ["id", "recipient"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, field, name):
    with pytest.raises(MessageUnfit):
        deliver(tmp_path, MESSAGE | {field: name})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("field", MESSAGE)
def test_an_envelope_that_lacks_something_is_refused(tmp_path, field):
    lacking = {name: value for name, value in MESSAGE.items() if name != field}
    with pytest.raises(MessageUnfit, match=field):
        deliver(tmp_path, lacking)


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as while_full:
        while_full.setattr(os, "fsync", refuse)
        yield while_full


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(ExchangeFailed, match="磁盘已满"):
        deliver(tmp_path, MESSAGE)
    assert list((tmp_path / "platform").iterdir()) == []


def test_after_a_full_disk_the_message_can_be_sent(tmp_path, full_disk):
    with pytest.raises(ExchangeFailed):
        deliver(tmp_path, MESSAGE)
    full_disk.undo()
    assert deliver(tmp_path, MESSAGE).exists()


def test_a_folder_that_is_no_folder_is_said(tmp_path):
    (tmp_path / "platform").write_text("")
    with pytest.raises(ExchangeFailed):
        deliver(tmp_path, MESSAGE)
