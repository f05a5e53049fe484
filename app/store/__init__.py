"""The store: the schema on one page, transactions on either database, the projection of the registry."""
