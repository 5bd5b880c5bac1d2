"""What the product is measured against: the plainest program that gives the same answer."""
