"""What tests make once for a release is made anew for another, and never left half made."""

import pytest

from tests import kept


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Return what is kept under a digest, and how often it was made by now."""
    times = []

    def make(folder):
        times.append(folder)
        (folder / "made").write_text(str(len(times)), encoding="utf-8")
        return folder / "made"

    def at(digest):
        monkeypatch.setattr(kept, "release_digest", lambda: digest)
        return kept.kept("thing", make, tmp_path, tmp_path / "kept").read_text(encoding="utf-8")

    return at


def test_it_is_made_once_for_a_release_and_anew_for_another(made):
    assert [made("a" * 64), made("a" * 64), made("b" * 64), made("a" * 64)] == ["1", "1", "2", "1"]


def test_of_a_release_that_is_being_changed_nothing_is_kept(made):
    assert [made(None), made(None)] == ["1", "2"]


def test_only_the_last_few_are_kept(made, tmp_path):
    for release in "abcdefg":
        made(release * 64)
    assert len(list((tmp_path / "kept").iterdir())) == kept.MOST_KEPT
