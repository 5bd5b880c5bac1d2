"""What is written about a page: drafting, letting it out, contacts, the province's rule."""
