"""Rewards for stars, and the ceremonies where certificates are handed over."""
