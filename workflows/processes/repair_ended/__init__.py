"""信用修复终止: how a case about a record ends whose record was withdrawn while it was open."""
