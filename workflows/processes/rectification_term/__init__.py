"""整改期间 (while the party puts things right), a stage of rectification."""
