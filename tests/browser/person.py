"""A person at the browser: logs in, fills in forms, and is stopped by any page that breaks our manners."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage

from webapp.demonstration import DEMO_PASSWORD

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
# A refused form is a 422, and a browser notes every 422 in its console: that is the one line we expect.
EXPECTED = re.compile("422")
SETTLED = 700


class Person:
    """Somebody logged in with a demo account."""

    def __init__(self, browser: Browser, address: str, username: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self.faults: list[str] = []
        self.page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN").new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.open("/login")
        self.fill(username=username, password=DEMO_PASSWORD)
        self.press("登录")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.faults.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        self.look()

    def look(self) -> None:
        """See that the page stands still, is reachable by everybody, and has said nothing in the console."""
        self.page.wait_for_load_state("networkidle")
        found = Axe().run(self.page)
        assert not found.response["violations"], found.generate_report()
        assert not self.faults

    def fill(self, **answers: str) -> None:
        for name, text in answers.items():
            self.page.fill(f"[name={name}]", text)

    def choose(self, **answers: str) -> None:
        """Choose by the keyboard, as a person may: a click right after a PDF came in can be lost."""
        for name, code in answers.items():
            self.page.locator(f'[name={name}][value="{code}"]').focus()
            self.page.keyboard.press("Space")

    def select(self, name: str, label: str) -> None:
        self.page.select_option(f"[name={name}]", label=label)

    def attach(self, field: str, name: str = "凭证.pdf") -> None:
        path = self.folder / name
        path.write_bytes(PDF)
        self.page.set_input_files(f"#{field}", str(path))
        self.page.locator(f"#staged-{field} li").first.wait_for()

    def press(self, button: str) -> None:
        """Press by the keyboard, for the same reason."""
        self.page.get_by_role("button", name=button, exact=True).press("Enter")
        self.look()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()
        self.look()

    def go_to(self, case: str, task: str) -> None:
        """Open the case and from there the task that waits."""
        self.open(case)
        waiting = self.page.locator("section[aria-labelledby=now]")
        waiting.get_by_role("link", name=re.compile(f"^{re.escape(task)}")).click()
        self.look()

    def sees(self, words: str) -> bool:
        return self.page.get_by_text(words).first.is_visible()

    def answer(self, case: str, task: str, **chosen: Any) -> None:
        """Open the case, go to the task, choose and submit."""
        self.go_to(case, task)
        self.choose(**chosen)
        self.press("提交")
