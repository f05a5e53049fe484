"""The feed: every change of what is served, once it is committed, in the order of the commits."""
