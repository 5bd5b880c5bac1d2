"""Golden legal cases and properties of the law package."""
