"""责令改正 (the order to put right what was found), a stage of rectification."""
