"""Wake Planner: what is thought."""

__version__ = "0.1.0"
