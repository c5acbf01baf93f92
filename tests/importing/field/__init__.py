"""Files and steps from the field, imported as they are."""
