"""Writes a further procedure that starts and passes its test: a folder, a form file, a test, examples of its paper.

Usage: python scripts/new_procedure.py NAME TITLE SIGN [ROOT]
NAME is the word in code (lower case), TITLE the title on pages, SIGN the sign in the numbers of cases and papers.
"""

import re
import sys
from pathlib import Path

SKETCH = Path(__file__).with_name("procedure")
ELSEWHERE = {
    "forms.py": "forms/{name}.py",
    "test.py": "tests/processes/test_{name}.py",
    "facts.json": "tests/documents/facts/{name}_record.json",
    "facts.long.json": "tests/documents/facts/{name}_record.long.json",
}
"""Files that do not stand in the procedure's folder."""


def main(name: str, title: str, sign: str, root: str = ".") -> int:
    """Write the files under a root and return 0; 1, with a sentence, when they cannot be written."""
    folder = Path(root, "workflows", "processes", name)
    if not re.fullmatch(r"[a-z][a-z_]{2,40}", name) or name.endswith("_"):
        return refuse("名称用小写英文字母和下划线，例如 site_visit。")
    if folder.exists() or Path(root, "forms", f"{name}.py").exists():
        return refuse(f"已经有名为 {name} 的流程或者表单文件。")
    if not title or not re.fullmatch(r"[\u4e00-\u9fff]{1,4}", sign):
        return refuse("请写明标题（中文）和编号用的字（1 至 4 个汉字）。")
    for file in sorted(SKETCH.iterdir()):
        place = Path(
            root, ELSEWHERE.get(file.name, f"workflows/processes/{name}/{file.name}").format(name=name)
        )
        place = place.with_name(place.name.replace("sketch", name))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(filled(file.read_text("utf-8"), name, title, sign), "utf-8")
        print(place)
    return 0


def filled(text: str, name: str, title: str, sign: str) -> str:
    """Return a file of the sketch with the procedure's own words."""
    of_class = "".join(word.capitalize() for word in name.split("_"))
    for word, own in (("待定流程", title), ("拟", sign), ("Sketch", of_class), ("sketch", name)):
        text = text.replace(word, own)
    return text


def refuse(why: str) -> int:
    """Say why nothing was written, and return 1."""
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit("用法：make procedure NAME=site_visit TITLE=走访帮扶 SIGN=访")
    sys.exit(main(*sys.argv[1:]))
