"""告知与陈述申辩 (notice, statement and defence), called before a decision against a party."""
