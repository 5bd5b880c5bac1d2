"""The producer's own page about a product: writing it, sending it, taking it back."""
