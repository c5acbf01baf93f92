"""查找当事人 (the search for a party that could not be found), a stage of rectification."""
