"""Proposals: what the solvers would do to an edition, with reasons, to be reviewed and applied."""
