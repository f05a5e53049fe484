"""Lists in other formats than JSON: which there are, who asks for which, and how a list becomes one."""
