"""Certificates on their way to the end of their 36 months."""
