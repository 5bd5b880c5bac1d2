"""Official papers as PDF/A: plain data in, bytes out."""
