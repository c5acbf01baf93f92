"""A procedure that the house does not know: a folder, a form file and tests, and no edit anywhere."""
