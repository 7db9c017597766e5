"""What to do with a calendar file in each program, the first time and with a new version."""

from dataclasses import dataclass

from planner.publish import how_to_words as words


@dataclass(frozen=True, slots=True)
class Way:
    """Steps in their order, then what else to know: constants of ``how_to_words.py``."""

    steps: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    heading: str
    first: Way
    again: Way


_IMPORT = (words.NEW_CALENDAR, words.IMPORT_THERE)

#: To be said only to those who have such files.
ABOUT_SMALL_FILES = frozenset({words.OUTLOOK_SMALL, words.THUNDERBIRD_SMALL})

PROGRAMS = (
    Program(
        "Outlook",
        Way((words.OUTLOOK_OPEN,), (words.OUTLOOK_WEB,)),
        Way(
            (words.DELETE_OLD, words.OUTLOOK_OPEN),
            (words.OUTLOOK_SMALL, words.OUTLOOK_WEB_AGAIN),
        ),
    ),
    Program(
        words.GOOGLE,
        Way((words.GOOGLE_NEW, words.GOOGLE_IMPORT)),
        # The old calendar is not deleted: Google may refuse entries that once were.
        Way((words.GOOGLE_NEW, words.GOOGLE_IMPORT, words.GOOGLE_OLD), (words.GOOGLE_WHY,)),
    ),
    Program(
        words.APPLE,
        Way((words.APPLE_OPEN, words.APPLE_NEW)),
        Way((words.APPLE_OPEN, words.APPLE_AGAIN, words.APPLE_ELSE), (words.APPLE_ONE,)),
    ),
    Program(
        "Thunderbird",
        Way(_IMPORT),
        Way(
            (words.DELETE_OLD, *_IMPORT),
            (words.THUNDERBIRD_WHY, words.THUNDERBIRD_SMALL),
        ),
    ),
    Program(
        "Nextcloud",
        Way(_IMPORT),
        Way((words.DELETE_OLD, *_IMPORT), (words.NEXTCLOUD_WHY,)),
    ),
    Program(
        words.ANDROID,
        Way((), (words.ANDROID_GOOGLE, words.ANDROID_FIRST)),
        Way((), (words.ANDROID_GOOGLE, words.ANDROID_AGAIN)),
    ),
)

SUBSCRIBING = Way(
    (words.SUBSCRIBE_COPY, words.SUBSCRIBE_ADD, words.SUBSCRIBE_DELETE),
    (words.SUBSCRIBE_LATE, words.SUBSCRIBE_PRIVATE),
)
