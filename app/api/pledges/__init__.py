"""Pledges: what issuers bind themselves to."""
