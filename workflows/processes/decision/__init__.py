"""决定 (the decision of a case, taken by whoever the law says)."""
