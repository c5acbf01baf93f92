"""Files that belong to a case: uploaded before the form is sent, bound to the case when it is accepted."""

from webapp.attachments.views import bp

__all__ = ["bp"]
