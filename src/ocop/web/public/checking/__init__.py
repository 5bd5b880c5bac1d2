"""The page that checks codes, one or a whole shelf, with and without a network."""
