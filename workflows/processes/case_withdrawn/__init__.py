"""当事人撤回: how a case of any procedure ends whose party withdraws what it is about."""
