"""The credit register: what stands on record about a party, and the only ways on and off it."""
