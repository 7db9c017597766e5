"""Judges of what a team has done to a store."""
