"""终止办理 (a case that is ended by a decision about it as a whole): the party is told, where one is left."""
