"""Whether the remedies of a paper (救济途径) are told once: by the letterhead, or by the template in its place."""

from collections.abc import Iterator

from jinja2 import nodes

from workflows.documents.environment import family, names_used, tree_of
from workflows.documents.reading import REMEDIES

LETTERHEAD = "letterhead.html"
BLOCK = "remedies"
"""The block of the letterhead that tells them; a template may put its own words in its place."""
BODIES = frozenset({"reconsideration_body", "court"})
REFUSING = "不服"


def faults_of_remedies(template: str) -> Iterator[str]:
    """Yield what is wrong with a template of a kind of which remedies must be told."""
    if not names_used(template) >= REMEDIES.keys():
        yield "没有告知救济途径：沿用 letterhead.html，或者写出 reconsideration_limit 和 litigation_limit"
    own = family(template) - family(LETTERHEAD)
    if LETTERHEAD in family(template) and any(_tells(tree_of(name)) for name in own):
        yield "自己写了救济途径，而 letterhead.html 已经印出：删去，或者写在 block remedies 里"


def _tells(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Block) and node.name == BLOCK:
        return False
    return _names_remedies(node) or any(_tells(child) for child in node.iter_child_nodes())


def _names_remedies(node: nodes.Node) -> bool:
    match node:
        case nodes.TemplateData(data=str() as words):
            return REFUSING in words
        case nodes.Getattr(node=nodes.Name(name="bureau"), attr=asked):
            return asked in BODIES
        case nodes.Name(name=name):
            return name in REMEDIES
        case _:
            return False
