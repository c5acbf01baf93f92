"""The bureau's procedures: what the law says, what is kept, and what carries a case from step to step."""
