"""What may stand on a producer's page, and what a moderator should look at twice. Pure."""
