"""Councils for tests: established, meeting, scoring and concluding through their own services."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unittest.mock import ANY  # noqa: F401

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.councils.models import (
    AgendaItem,
    Council,
    CouncilLevel,
    CouncilMember,
    CouncilResult,
    Session,
)
