"""What anyone may have: each dataset with its columns, its rows and what every column means."""
