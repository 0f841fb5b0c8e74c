"""Names of persons, organizations and places, and the offices and memberships that stand beside them."""
