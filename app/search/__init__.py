"""Full text, without a database: what the words of a text are, what a query means, and where it is met.

Both databases index the words made here and nothing else, so that a query finds the same on either. Pure.
"""
