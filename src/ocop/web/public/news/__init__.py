"""News of the programme: list, article, feed, press page."""
