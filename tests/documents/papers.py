"""The stored examples: realistic facts for each kind, short and at their longest, and the pages' hashes.

After a change made on purpose, with every page looked at, `python -m tests.documents.papers` stores new hashes.
"""

import copy
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from workflows.documents.catalogue import catalogue
from workflows.documents.page import page

FOLDER = Path(__file__).with_name("facts")
HASHES = Path(__file__).with_name("hashes.json")
EXAMPLES = sorted(file.stem for file in FOLDER.glob("*.json"))
CODE = "9B3F-2C7E-51D0-44AA"
CHECK_URL = f"https://credit.example/check/{CODE}"


def kind_of_example(example: str) -> str:
    return example.removesuffix(".long")


def facts(example: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{example}.json").read_text("utf-8"))


def laid_out(example: str, *, preview: bool = False, **changed: Any) -> str:
    kind = kind_of_example(example)
    return page(
        kind,
        {**facts(example), **changed},
        number=f"鸡市监{catalogue()[kind].series}〔2026〕12号",
        issued_on=date(2026, 11, 23),
        code=CODE,
        check_url=CHECK_URL,
        preview=preview,
    )


def without(example: str, *path: Any) -> dict[str, Any]:
    """Return the facts of an example with one element, or one cell of a list, left blank."""
    changed = copy.deepcopy(facts(example))
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = " "
    return changed


def hash_of(example: str) -> str:
    return hashlib.sha256(laid_out(example).encode()).hexdigest()


if __name__ == "__main__":
    hashes = {example: hash_of(example) for example in EXAMPLES}
    HASHES.write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")
