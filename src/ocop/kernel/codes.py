"""Short codes that people read aloud and type."""

import secrets

# Without 0 O 1 I L U V: none is mistaken for another, none makes a word.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def random_code(length: int) -> str:
    """A random code; 7 characters give 17 thousand million, beyond guessing one by one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What a person typed, as stored: upper case without spaces and hyphens."""
    return "".join(c for c in typed.upper() if c.isalnum())
