"""Which control each look of a field has."""

from typing import Any

from planner.programme import Programme
from screens.forms.controls import (
    ChoiceControl,
    Control,
    InputControl,
    LinesControl,
    SeveralControl,
    YesNoControl,
)
from screens.forms.moments import DateControl, MomentControl, TimeControl
from screens.forms.pickers import PickControl
from screens.forms.spec import FieldSpec, Look

CONTROLS: dict[Look, type[Control]] = {
    Look.INPUT: InputControl,
    Look.LINES: LinesControl,
    Look.CHOICE: ChoiceControl,
    Look.PICK: PickControl,
    Look.YES_NO: YesNoControl,
    Look.YES_NO_UNKNOWN: YesNoControl,
    Look.SEVERAL: SeveralControl,
    Look.DATE: DateControl,
    Look.TIME: TimeControl,
    Look.MOMENT: MomentControl,
}
#: Looks that open a box of their own: in a cell they are typed into, with a list under them.
IN_CELLS = {
    Look.CHOICE: PickControl,
    Look.YES_NO: PickControl,
    Look.YES_NO_UNKNOWN: PickControl,
    Look.LINES: InputControl,
}


def control_for(
    spec: FieldSpec, initial: Any, programme: Programme, *, in_cell: bool = False
) -> Control:
    """The control of a field, filled with its present value."""
    kinds = CONTROLS | IN_CELLS if in_cell else CONTROLS
    return kinds[spec.look](spec, initial, programme)
