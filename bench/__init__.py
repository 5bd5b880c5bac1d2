"""Speed as ratios against named comparators, measured in one interleaved run."""
