"""The bureau's papers: which kinds there are, what each must say, how it is laid out and printed."""
