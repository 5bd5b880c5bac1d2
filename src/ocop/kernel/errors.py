"""How a verb says no: words for a person, at a field where there is one."""


class RefusedError(Exception):
    """The act cannot be done; `message` is Vietnamese for the user, `field` the form field or ''."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class StaleDraftError(RefusedError):
    """Someone else saved the draft in between; `current` is the version now stored."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current
