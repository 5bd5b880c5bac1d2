"""Reporting a star that is used wrongly, without an account."""
