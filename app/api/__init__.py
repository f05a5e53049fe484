"""SERVE: the store over HTTP. A folder a resource, each with its routes, the schemas of its answers, and its
queries.
"""
