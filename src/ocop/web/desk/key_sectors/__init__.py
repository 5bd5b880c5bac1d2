"""A province's key sectors and which products belong to them."""
