"""Calls: what issuers ask of somebody else."""
