"""当场行政处罚 (a penalty of the summary procedure, decided on the spot)."""
