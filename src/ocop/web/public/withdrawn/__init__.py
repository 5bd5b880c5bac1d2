"""The list of stars that no longer count, for market officers and shops."""
