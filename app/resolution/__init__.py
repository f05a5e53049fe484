"""Words -> facts: names to actors, places to meetings, expressions to days. Pure."""
