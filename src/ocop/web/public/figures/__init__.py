"""`/so-lieu/`: the programme in figures, for everyone."""
