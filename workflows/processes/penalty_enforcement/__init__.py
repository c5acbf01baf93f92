"""罚没款执行 (what a penalty decision orders to be paid is collected)."""
