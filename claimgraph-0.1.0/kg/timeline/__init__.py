"""Dated happenings and statements of a release, and calendars and tables of them."""
