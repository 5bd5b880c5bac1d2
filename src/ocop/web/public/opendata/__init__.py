"""`/du-lieu-mo/`: datasets, their dictionary, snapshots and the API's own page."""
