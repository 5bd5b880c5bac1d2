"""How much a page holds: said beside each box, counted while typing, checked on saving."""

MOST_PHOTOS = 8
MOST_PLACES = 8
NAME = 200
INTRODUCTION = 400
STORY = 6000
CAPTION = 160
PLACE_NAME = 120
PLACE_ADDRESS = 240
OPENING_HOURS = 120
ADDRESS_OF_A_LINK = 400
REASON = 1000

GOOD_STORY_WORDS = 80
"""From so many words a story tells a reader something."""
