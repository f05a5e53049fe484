"""Documents: the contract, and the page to try it on."""
