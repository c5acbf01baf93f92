"""审核 (案件审核 and 法制审核) of a case before it is decided."""
