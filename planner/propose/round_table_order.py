"""The steps that put a running order into the order of a rule, and fill its slot."""

from models.words import Kind
from planner.checks.wording import lasting, titled
from planner.edits.round_table import spread
from planner.edits.speaking_order import RULES, order_by, rule_in_force
from planner.entities import Activity
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.proposal import Item, Keep, Verb
from planner.propose.round_table_form import TableForm
from planner.propose.round_table_options import USUAL_RULE
from planner.propose.round_table_step import Does, Step, key_of
from planner.round_table import balance

#: So many minutes of a slot may be left over without a word: see the rule of the checks.
UNUSED_MINUTES = 5


def ordering(form: TableForm, now: Programme) -> Step | None:
    rule = form.options.rule or rule_in_force(form.programme, form.table.id)
    has_order = len(form.speaking_now) > 1
    if form.options.rule is None and form.options.keep is Keep.ALL and has_order:
        rule = rule if rule_in_force(now, form.table.id) != rule else None
        if rule is None:
            return None
    rule = rule or USUAL_RULE
    if not order_by(now, form.table.id, rule):
        return None
    item = Item(
        key_of(form, "order"),
        Verb.MOVE,
        Phrase("Order of {what}: {rule}", what=titled(form.table), rule=Phrase(RULES[rule])),
        (Phrase("one named rule for everybody; what is pinned in order stays"),),
        (),
        (form.table.id,),
        (key_of(form, "slot"),),
    )
    return Step(item, Does.ORDER, form.table.id, rule=rule)


def sharing(form: TableForm, now: Programme) -> Step | None:
    """Equal minutes, where the entries do not fit the slot."""
    over = balance(now, form.table.id).over
    if -UNUSED_MINUTES <= over <= 0:
        return None
    try:
        shared = spread(now, form.table.id)
    except PlannerError:
        return None
    entries = {
        c.after.minutes
        for c in shared.changes
        if isinstance(c.after, Activity) and c.after.kind is Kind.INTERVENTION
    }
    if not entries:
        return None
    item = Item(
        key_of(form, "minutes"),
        Verb.MOVE,
        Phrase(
            "{what}: {minutes} for each intervention",
            what=titled(form.table),
            minutes=lasting(min(entries)),
        ),
        (Phrase("the entries fill the slot of {slot}", slot=lasting(form.minutes)),),
        (),
        (form.table.id,),
        (key_of(form, "slot"),),
    )
    return Step(item, Does.MINUTES, form.table.id)
