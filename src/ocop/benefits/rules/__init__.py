"""Sums of rewards, and stamps against output."""
