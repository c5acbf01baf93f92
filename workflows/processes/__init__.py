"""The procedures, one folder each: a diagram, its steps, the templates of its papers."""
