"""What the Publish room is for, for its help: most useful first."""

from planner.phrases import N_

GUIDE = (
    N_("n freezes the plan as a release, with a number and a name; v chooses what goes out."),
    N_("e exports everything that is marked into the folder; s stops it, nothing is written then."),
    N_(
        "Space marks one recipient or takes the mark off; m marks everybody or nobody, x those"
        " who hold something that has changed since."
    ),
    N_("Enter shows the whole programme of one; escape goes back to the list."),
    N_(
        "i, p and h choose the formats: calendars, PDF, web pages; z the team's workbook (of"
        " the whole edition), t and a text and Markdown for e-mails."
    ),
    N_("g chooses the documents that PDF means: sheets for hosts and drivers, badges and more."),
    N_("y shows the pages before they are printed, of the recipient under the cursor."),
    N_("r is for a reminder in the calendars, so many minutes before each event."),
    N_(
        "Calendars can be sent again: changed events carry a higher number, dropped ones are"
        " called off."
    ),
    N_("You may leave the room while an export or a release runs."),
    N_(
        "o chooses the folder, which is remembered; w shows it in the file manager, enter on"
        " a file below opens that."
    ),
    N_(
        "M writes mails to review and calendars to subscribe to; C publishes the calendar"
        " under the cursor to a calendar server. Both are of a release."
    ),
    N_(
        "d shows what has changed, c for the recipient under the cursor. There o and t choose"
        " the two releases (or the draft), w whose programme; x exchanges them."
    ),
    N_(
        "l shows who holds which release and every event that was issued. There w finds who"
        " still holds an older one, o those for whom it has changed since; enter shows what."
    ),
    N_("b puts the plan back to a release, after asking; u takes that back."),
)
