"""行政处罚 (a penalty case, from its lead to the archive)."""
