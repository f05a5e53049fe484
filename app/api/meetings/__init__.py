"""Meetings: one session of a forum each, and whom words like "Madrid" mean."""
