"""What waits for a reviewer or an approver."""

from webapp.approvals.views import bp

__all__ = ["bp"]
