"""复查 (the recheck of what was to be put right)."""
