"""Moderating producers' pages: nothing goes public without an office's word."""
