"""Status: how fresh and how wide the data is."""
