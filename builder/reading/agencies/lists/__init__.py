"""Lists of bodies: where their members part and what the members carry for each other."""
