"""整改不到位的处理 (what follows when it was not put right), a stage of rectification."""
