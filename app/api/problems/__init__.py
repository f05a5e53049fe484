"""What can go wrong: one shape for every error, the handlers that make it, and a page for each code."""
