"""The law as data with dates: instruments, score sheets, calendars, time limits, scoring. Pure."""
