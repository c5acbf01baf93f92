"""A check that ended well is not done again on the same release; on any other, or for any doubt, it is."""

import os
import time

import pytest

from workflows import keyring, proofs
from workflows.catalog import current
from workflows.errors import DiagramRefused


class Checked:
    """Counts how often a check is carried out."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def checked() -> Checked:
    return Checked()


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A release of one file, older than this process."""
    (tmp_path / "release" / "workflows").mkdir(parents=True)
    file = tmp_path / "release" / "workflows" / "table.dmn"
    file.write_text("first", encoding="utf-8")
    (tmp_path / "release" / "config.py").touch()
    monkeypatch.setattr(proofs, "ROOT", tmp_path / "release")
    monkeypatch.setattr(proofs, "_began", lambda: time.time() + 60)
    proofs.release_digest.cache_clear()
    proofs.keep_in(tmp_path / "proofs")
    keyring.use("s" * 40)
    yield file
    proofs.keep_in(None)
    proofs.release_digest.cache_clear()


def once_more(check) -> None:
    """Check as the next process would."""
    proofs.release_digest.cache_clear()
    proofs.once("tables", check)


def test_what_was_found_sound_is_not_checked_again(release, checked):
    once_more(checked)
    once_more(checked)
    assert checked.times == 1


def test_each_check_has_a_proof_of_its_own(release, checked):
    proofs.once("tables", checked)
    proofs.once("templates", checked)
    assert checked.times == 2


def test_a_changed_file_is_checked_even_if_it_looks_untouched(release, checked):
    once_more(checked)
    stamp = release.stat()
    release.write_text("other", encoding="utf-8")
    os.utime(release, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    once_more(checked)
    assert checked.times == 2


def test_a_file_more_is_checked(release, checked):
    once_more(checked)
    release.with_name("another.dmn").touch()
    once_more(checked)
    assert checked.times == 2


def test_another_version_of_a_library_is_checked(release, checked, tmp_path, monkeypatch):
    once_more(checked)
    (tmp_path / "Jinja2-99.dist-info").mkdir()
    monkeypatch.setattr(proofs.sysconfig, "get_path", lambda _: str(tmp_path))
    once_more(checked)
    assert checked.times == 2


def test_the_proof_of_another_installation_is_not_trusted(release, checked):
    once_more(checked)
    keyring.use("t" * 40)
    once_more(checked)
    assert checked.times == 2


def test_what_was_found_faulty_is_checked_again(release, checked):
    def faulty() -> None:
        checked()
        raise DiagramRefused

    for _ in range(2):
        with pytest.raises(DiagramRefused):
            once_more(faulty)
    assert checked.times == 2


def test_files_changed_since_the_process_began_prove_nothing(release, checked, monkeypatch):
    """It may have loaded what was there before."""
    monkeypatch.setattr(proofs, "_began", lambda: time.time() - 60)
    once_more(checked)
    monkeypatch.setattr(proofs, "_began", lambda: time.time() + 60)
    once_more(checked)
    assert checked.times == 2


def test_a_folder_that_cannot_be_written_costs_time_only(release, checked, tmp_path, caplog):
    (tmp_path / "a file").touch()
    proofs.keep_in(tmp_path / "a file")
    once_more(checked)
    once_more(checked)
    assert checked.times == 2 and "cannot be kept" in caplog.text


def test_a_release_that_cannot_be_read_is_checked(release, checked, monkeypatch):
    def lost(_path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(type(release), "read_bytes", lost)
    once_more(checked)
    once_more(checked)
    assert checked.times == 2


def test_old_proofs_go(release, checked, tmp_path, monkeypatch):
    monkeypatch.setattr(proofs, "MOST_KEPT", 2)
    for content in ("a", "b", "c"):
        release.write_text(content, encoding="utf-8")
        once_more(checked)
    assert len(list((tmp_path / "proofs").iterdir())) == 2


def test_tests_keep_no_proof_unless_they_name_a_folder(settings):
    assert settings.PROOF_FOLDER is None


def test_a_folder_of_procedures_that_is_not_ours_is_checked_whatever_was_proved(
    release, tmp_path, monkeypatch
):
    proofs.once("catalogue", lambda: None)
    monkeypatch.setattr(current, "disagreements", lambda _found: ["all is faulty"])
    (tmp_path / "copy").symlink_to(current.OUR_OWN)
    with pytest.raises(DiagramRefused, match="faulty"):
        current.catalog(tmp_path / "copy")
