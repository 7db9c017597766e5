"""Programs killed at any moment of any kind of writing: nothing that was confirmed may be lost.

``python -m tests.crash [--kills 500] [--seed 1] [--only KIND ...]``

Each kind of writing (``works.py``) is done once undisturbed; that gives every state that the store
may ever be in, and where the disk is touched.  Then it is done again and again by processes that
kill themselves at one of these points, just before and after a COMMIT, in the middle of a
statement, around a file that gets its name, or by the clock.  Whatever is found afterwards must be
a state of the undisturbed run, no older than the last one that had been confirmed.
"""
