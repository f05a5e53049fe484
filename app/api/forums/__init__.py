"""Forums: series of meetings."""
