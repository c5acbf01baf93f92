"""A session that seals what it writes, for where neither a request nor a job hands one in."""

from sqlalchemy.orm import Session

from workflows.register.commit import seal_commits


class SealingSession(Session):
    """What it writes is in the chain when it has committed."""


seal_commits(SealingSession)
