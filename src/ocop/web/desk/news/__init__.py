"""The desk where offices write news."""
