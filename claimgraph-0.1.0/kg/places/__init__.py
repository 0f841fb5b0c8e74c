"""Places with coordinates and what is claimed about them, as GeoJSON and tables."""
