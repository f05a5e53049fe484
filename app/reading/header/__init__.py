"""Header facts: what stands around a statement says who issued it, when, where and under which number."""
