"""The desk of buyers' reports."""
