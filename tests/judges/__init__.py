"""Judges of solutions: they read plain JSON forms and share no code with the solvers."""
