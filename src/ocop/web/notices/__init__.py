"""What people are told: the list, e-mail and calendar settings, the feed."""
