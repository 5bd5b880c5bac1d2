"""The read API under `/api/v1/`: public facts for anyone, officials' data with a token."""
