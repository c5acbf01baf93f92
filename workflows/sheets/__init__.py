"""Tables as files bring them, CSV or workbook: read in a child process, under limits, into plain lines of text."""
