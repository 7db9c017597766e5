"""The things an organiser can do to a plan.

Every edit is a pure function from a :class:`~planner.programme.Programme` to an
:class:`~planner.edits.core.Edit`: a label and row changes.  Nothing is written here:
``Workspace.do`` writes an edit as one journal step, ``Programme.apply`` previews it.
"""
