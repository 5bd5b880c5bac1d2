"""Seals: what a QR carries so that a certificate can be checked without a network.

`codec` and `offline` are pure; docs/develop/seals.md describes every byte.
"""
