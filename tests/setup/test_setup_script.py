"""The set-up script does what is missing and nothing else, and survives being interrupted."""

import os
from pathlib import Path

import pytest

from tests.setup.conftest import FACES, Checkout, has_packages


def test_from_nothing_every_part_is_there_afterwards(checkout: Checkout) -> None:
    done = checkout.run("test")
    assert done.returncode == 0, done.stderr
    fonts = {font.name for font in (checkout.folder / "var" / "fonts").iterdir()}
    assert fonts == {f"Fandol{face}-Regular.otf" for face in FACES}
    assert (checkout.vendor / "htmx" / "htmx.min.js").read_text() == "first edition"
    assert any(call.endswith("-e .[test]") for call in checkout.calls)


def test_a_second_run_calls_nothing_and_ticks_every_step(checkout: Checkout) -> None:
    checkout.run("test")
    again = checkout.run("test")
    assert checkout.calls == []
    assert [line[0] for line in again.stdout.splitlines()] == ["✓"] * 5


def test_what_the_tests_need_is_enough_for_the_demo(checkout: Checkout) -> None:
    checkout.run("test")
    checkout.run("demo")
    assert checkout.calls == []


def test_after_the_demo_the_tests_add_only_their_libraries(checkout: Checkout) -> None:
    checkout.run("demo")
    checkout.run("test")
    assert [call.split()[0] for call in checkout.calls] == ["uv"]


def test_the_font_settings_name_the_folder_of_this_checkout(checkout: Checkout) -> None:
    checkout.run("demo")
    assert f"<dir>{checkout.folder}/var/fonts</dir>" in (checkout.folder / "var" / "fonts.conf").read_text()


def test_without_root_one_line_says_what_root_has_to_run(checkout: Checkout) -> None:
    (checkout.state / "user").write_text("1000")
    has_packages(checkout, without=("chromium", "libatomic1"))
    stopped = checkout.run("test")
    assert stopped.returncode == 1
    line = "  apt-get update && apt-get install -y --no-install-recommends chromium libatomic1"
    assert line in stopped.stderr.splitlines()
    assert checkout.calls == []


def test_without_root_the_demo_does_not_ask_for_the_tests_packages(checkout: Checkout) -> None:
    (checkout.state / "user").write_text("1000")
    has_packages(checkout, without=("chromium", "libatomic1"))
    assert checkout.run("demo").returncode == 0


def test_a_removed_package_that_left_its_settings_counts_as_missing(checkout: Checkout) -> None:
    (checkout.state / "user").write_text("1000")
    packages = checkout.state / "packages"
    packages.write_text(packages.read_text().replace("fontconfig=installed", "fontconfig=config-files"))
    assert "recommends fontconfig" in checkout.run("demo").stderr


@pytest.mark.parametrize("name", ["package-lock.json", "scripts/assets.txt"])
def test_the_browser_files_are_copied_again_when_their_list_changes(checkout: Checkout, name: str) -> None:
    checkout.run("demo")
    (checkout.state / "modules" / "htmx.org/dist/htmx.min.js").write_text("second edition")
    checkout.edit(name)
    checkout.run("demo")
    assert checkout.calls == ["npm ci"]
    assert (checkout.vendor / "htmx" / "htmx.min.js").read_text() == "second edition"


def test_a_failed_download_leaves_the_old_browser_files_in_place(checkout: Checkout) -> None:
    checkout.run("demo")
    checkout.edit("package-lock.json")
    (checkout.state / "offline").touch()
    stopped = checkout.run("demo")
    assert (stopped.returncode, "✗ 这一步没有成功" in stopped.stderr) == (1, True)
    assert (checkout.vendor / "htmx" / "htmx.min.js").exists()


def test_after_a_failure_the_next_run_continues_at_that_step(checkout: Checkout) -> None:
    (checkout.state / "offline").touch()
    checkout.run("demo")
    (checkout.state / "offline").unlink()
    assert checkout.run("demo").returncode == 0
    assert checkout.calls == ["npm ci"]


def test_half_a_virtual_environment_is_made_anew(checkout: Checkout) -> None:
    checkout.run("demo")
    (checkout.folder / ".venv" / "complete").unlink()
    checkout.run("demo")
    assert checkout.calls[0] == "venv"


def test_a_moved_checkout_gets_a_new_virtual_environment(checkout: Checkout, tmp_path: Path) -> None:
    checkout.run("demo")
    moved = Checkout(checkout.folder.rename(tmp_path / "moved"), checkout.state)
    moved.run("demo")
    assert moved.calls[0] == "venv"


def test_changed_constraints_are_installed(checkout: Checkout) -> None:
    checkout.run("demo")
    checkout.edit("constraints.txt")
    checkout.run("demo")
    assert [call.split()[0] for call in checkout.calls] == ["uv"]


def test_an_unknown_mode_is_answered_with_the_usage(checkout: Checkout) -> None:
    stopped = checkout.run("everything")
    assert (stopped.returncode, stopped.stderr) == (1, "✗ 用法：scripts/setup.sh demo|test\n")


def test_the_scripts_are_executable() -> None:
    scripts = list((Path(__file__).parents[2] / "scripts").glob("*.sh"))
    assert scripts
    assert [script.name for script in scripts if not os.access(script, os.X_OK)] == []
