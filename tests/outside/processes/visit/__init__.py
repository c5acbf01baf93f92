"""走访帮扶: a procedure that the house does not know, added by tests from outside."""
