"""The page of one recognised product: what the register knows and what its producer tells."""
