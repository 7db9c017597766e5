"""The solvers: problems and solutions as plain values, without edition, store or terminal."""
