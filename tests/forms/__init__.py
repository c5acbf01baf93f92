"""Forms and the checks they rest on."""
