"""`q`, what somebody typed -> a condition on what is listed, and where each result matches."""
