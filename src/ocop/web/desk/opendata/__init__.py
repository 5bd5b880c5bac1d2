"""Open data from the inside: snapshots on demand, and the ministry's tables with their faults."""
