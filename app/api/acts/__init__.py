"""What pledges and calls have in common: their shape, their filters, and how rows become it."""
