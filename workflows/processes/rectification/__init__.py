"""限期整改 (rectification within a time limit): what was found is put right on the spot, or by an order in time."""
