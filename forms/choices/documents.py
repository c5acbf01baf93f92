"""What became of a document."""

from forms.choices.choice import Choice


class DocumentStanding(Choice):
    """What became of a document that is no longer valid."""

    REPLACED = "replaced", "已被替换"
    WITHDRAWN = "withdrawn", "已撤回"
