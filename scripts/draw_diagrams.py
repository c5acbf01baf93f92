"""Draws every procedure's diagram as the pages show it, into docs/diagrams/<key>.svg."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).parents[1]
VIEWER = REPOSITORY / "webapp/static/vendor/bpmn-js/bpmn-navigated-viewer.min.js"
PICTURES = REPOSITORY / "docs/diagrams"

# What only a mouse needs is left out: the invisible areas around lines and shapes.
DRAW = """async source => {
  const viewer = new BpmnJS({ container: document.body })
  const { warnings } = await viewer.importXML(source)
  if (warnings.length) throw new Error(warnings.map(warning => warning.message).join('; '))
  const { svg } = await viewer.saveSVG()
  viewer.destroy()
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml')
  for (const unseen of picture.querySelectorAll('.djs-hit, .djs-outline')) unseen.remove()
  return new XMLSerializer().serializeToString(picture.documentElement)
}"""


@contextmanager
def blank_page() -> Iterator[Page]:
    """Yield an empty page of the installed Chromium, with the diagram viewer loaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.set_content("<body style='height: 800px'></body>")
        page.add_script_tag(path=VIEWER)
        yield page
        browser.close()


def with_steady_names(picture: str) -> str:
    """Number the arrowheads, whose names the viewer draws by lot, so that an unchanged diagram stays unchanged."""
    names = dict.fromkeys(re.findall(r'<marker id="([^"]+)"', picture))
    for number, name in enumerate(names):
        picture = picture.replace(name, f"arrow-{number}")
    return picture


def main() -> None:
    """Draw all diagrams and say where each picture is."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with blank_page() as page:
        for diagram in sorted(REPOSITORY.glob("workflows/processes/*/process.bpmn")):
            picture = PICTURES / f"{diagram.parent.name}.svg"
            drawn = page.evaluate(DRAW, diagram.read_text(encoding="utf-8"))
            picture.write_text(with_steady_names(drawn) + "\n", encoding="utf-8")
            print(picture.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
