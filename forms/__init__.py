"""Task forms: what an officer may answer, and in which words."""
