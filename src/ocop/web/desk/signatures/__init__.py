"""Digital signatures as desk pages show them."""
