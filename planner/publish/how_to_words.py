"""Fixed words of the page that says how to take a calendar, first or again.

What is said of a program is what has been measured or read of it; where that is somebody's
report only, the words are careful ("usually", "may").  They belong to the gettext domain
``documents``, like those of ``labels.py``: extract both files.
"""

from planner.phrases import N_

TITLE_FIRST = N_("How to put this programme into your calendar")
TITLE_UPDATE = N_("How to take this update")

# -- for everybody --------------------------------------------------------------------------

WHOLE = N_("The file {file} holds the whole programme.")
OWN_CALENDAR = N_(
    "Please give the programme a calendar of its own. When a new version comes, you can delete "
    "that calendar as a whole, and your other appointments stay as they are."
)
REPLACES = N_(
    "Version {number} replaces all earlier versions. The file {file} holds the whole programme; "
    "what is cancelled is marked as such."
)
CHANGE_LIST = N_("What has changed is written in the file {list}.")
SMALL_FILES = N_("For each change there is also a small file of its own: {files}")
WHY = N_(
    "Many calendar programs do not bring known entries up to date when a file is imported again: "
    "they keep the old times or show everything twice. Please follow the steps for your program."
)
CAUTION = N_(
    "Delete a calendar only if it holds nothing but this programme. If you imported an earlier "
    "version into your own calendar, delete its entries there one by one."
)
NO_OLD_FILES = N_(
    "Please do not import older files any more: some programs would bring back the old times."
)
CHECK = N_("Whatever your program, compare a few entries with your schedule at the end.")

# -- by subscription ------------------------------------------------------------------------

SUBSCRIPTION = N_("By subscription, without files")
SUBSCRIBED = N_(
    "If you have subscribed to the address below, you have nothing to do: your calendar takes "
    "this version by itself."
)
SUBSCRIBE = N_(
    "Instead of importing files, you can subscribe to this address. Your calendar then takes "
    "every new version by itself."
)
SUBSCRIBE_COPY = N_("Copy the address.")
SUBSCRIBE_ADD = N_(
    "In your calendar program, add a calendar from the internet (also called subscription or "
    "URL) and paste the address. With Google, do this on a computer."
)
SUBSCRIBE_DELETE = N_(
    "If you had imported a file before, delete that calendar: otherwise everything stands there "
    "twice."
)
SUBSCRIBE_LATE = N_(
    "A new version does not arrive at once but after some hours; with Google often after 8 to 24 "
    "hours, sometimes later or not at all. For changes at short notice, please rely on what the "
    "organisers tell you."
)
SUBSCRIBE_PRIVATE = N_("The address is meant for you alone: please do not pass it on.")

# -- steps of several programs --------------------------------------------------------------

DELETE_OLD = N_("Delete the calendar with the earlier version.")
NEW_CALENDAR = N_("Make a new, empty calendar, for example “{name}”.")
IMPORT_THERE = N_("Import the file {file} into this calendar.")

# -- program by program ---------------------------------------------------------------------

OUTLOOK_OPEN = N_(
    "On a computer, open the file {file} with Outlook. If Outlook asks, open it as a new "
    "calendar; do not import it into your own."
)
OUTLOOK_WEB = N_("Outlook on the web: make a new calendar, then add the file to it.")
OUTLOOK_SMALL = N_(
    "Or open the small files one by one. Depending on its version, Outlook brings the entry up to "
    "date or adds it a second time: please check after the first one."
)
OUTLOOK_WEB_AGAIN = N_(
    "Outlook on the web and on the phone: when the file is added to the same calendar again, known "
    "entries are usually brought up to date. Please check."
)

GOOGLE = N_("Google Calendar")
GOOGLE_NEW = N_(
    "On a computer, open Google Calendar and make a new calendar, for example “{name}”."
)
GOOGLE_IMPORT = N_("In the settings, import the file {file} and choose this calendar.")
GOOGLE_OLD = N_("Then hide the calendar with the earlier version, on your phone as well.")
GOOGLE_WHY = N_(
    "Importing into the old calendar is not enough: Google usually skips entries that it knows, "
    "and their old times stay."
)

APPLE = "Apple: iPhone, iPad, Mac"
APPLE_OPEN = N_("Open the file {file}, for example by tapping it in the e-mail.")
APPLE_NEW = N_("Add all entries, to a new calendar if you can, for example “{name}”.")
APPLE_AGAIN = N_(
    "Add all entries to the same calendar as before: known entries are usually brought up to date, "
    "cancelled ones are struck through."
)
APPLE_ELSE = N_(
    "If old times stay or entries appear twice, delete that calendar and open the file again."
)
APPLE_ONE = N_("Do not keep the programme in two calendars: iCloud may refuse the second one.")

THUNDERBIRD_WHY = N_(
    "Importing into the old calendar does not help: Thunderbird leaves known entries as they were, "
    "and may stop at the first one."
)
THUNDERBIRD_SMALL = N_(
    "Or, if the small files have reached you by e-mail, one in each message: open these messages "
    "in Thunderbird, which offers to bring the entry up to date or to delete it."
)

NEXTCLOUD_WHY = N_(
    "Importing into the old calendar does not help: entries that are known there stay as they were."
)

ANDROID = N_("Android phones")
ANDROID_GOOGLE = N_(
    "If the phone shows Google Calendar, follow the steps for Google on a computer; the phone then "
    "shows the same."
)
ANDROID_FIRST = N_(
    "In another calendar app: make a new calendar and import the file {file} into it."
)
ANDROID_AGAIN = N_(
    "In another calendar app: first delete the calendar with the earlier version, then make a new "
    "one and import the file {file} into it. Otherwise everything may stand there twice."
)
