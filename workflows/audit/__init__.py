"""The auditor: reads everything, changes nothing, and says which promise is broken by which row."""
