"""The fixed words of calendars and paper, in the language of whoever receives them.

They are a gettext domain of their own (``documents``): a delegation may read Georgian while the
program speaks English or French.  Extract this file, and no other, into that domain.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from models.words import ActivityStatus, Kind, Role, TravelMode
from planner.phrases import N_, catalogue

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "documents"

#: Language of documents -> the CLDR locale of its dates and countries.
LOCALES = {
    "en": "en_GB",
    "fr": "fr",
    "de": "de",
    "it": "it",
    "da": "da",
    "nb": "nb",
    "sr": "sr_Latn",
    "sr-Cyrl": "sr_Cyrl",
    "ka": "ka",
}
#: Codes that people and programs write for languages above.
ALIASES = {"no": "nb", "nn": "nb"}
#: Language and script -> its code above, where the script is not the usual one of that language.
#: The names of scripts are those of BCP 47 and of the C library.
SCRIPTS = {("sr", "cyrl"): "sr-Cyrl", ("sr", "cyrillic"): "sr-Cyrl"}

#: A heading and what stands behind it: French sets a blank before the colon.
HEADED = N_("{heading}: {text}")
PROGRAMME = N_("Programme")
VERSION = N_("Version {number}")
DRAFT = N_("DRAFT")
CHANGED = N_("Changed")
CANCELLED = N_("CANCELLED")
TIME = N_("Time")
MEETING_POINT = N_("Meeting point")
FROM_TO = N_("From {origin} to {destination}")
MINUTES = N_("{minutes} min")
HOST = N_("Host")
MODERATOR = N_("Moderator")
LANGUAGE = N_("Language")
INTERPRETATION = N_("Interpretation")
WITH = N_("With")
DELEGATIONS = N_("Delegations")
ALL_DELEGATIONS = N_("All delegations")
WHOLE_DELEGATION = N_("Whole delegation")
PARTICIPANTS = N_("Participants")
YOUR_ROLE = N_("Your role")
RUNNING_ORDER = N_("Running order")
YOU_SPEAK_AT = N_("You speak at {time} ({minutes} min)")
DELEGATION_SPEAKS_AT = N_("Your delegation speaks at {time} ({minutes} min)")
NAMED_SPEAK_AT = N_("{names}: speaking at {time} ({minutes} min)")
YOUR_TURN_AT = N_("Your turn at {time} ({minutes} min)")
YOU_SPEAK = N_("You speak: {title}")
DELEGATION_SPEAKS = N_("Your delegation speaks: {title}")
NAMED_SPEAK = N_("Speaking ({names}): {title}")
YOUR_TURN = N_("Your turn: {title}")
PEOPLE = N_("Number of people")
AT_LEAST = N_("at least {number}")
NOT_KNOWN = N_("not known yet")
WAITING = N_("Waiting")
DURATION = N_("Duration")
ARRIVAL = N_("Arrival")
DEPARTURE = N_("Departure")
HOTEL = N_("Hotel")
TO_CONFIRM = N_("To be confirmed")

#: Mails that go with a calendar.
MAIL_FIRST = N_("{edition}: your programme (version {number})")
MAIL_AGAIN = N_("{edition}: your programme has changed (version {number})")
MAIL_HELLO = N_("Hello {name},")
MAIL_YOURS = N_("Attached you will find your programme for {edition}, version {number}.")
MAIL_OF_DELEGATION = N_(
    "Attached you will find the programme of the delegation {delegation} for {edition}, "
    "version {number}."
)
MAIL_CALENDAR = N_("For your calendar: {file}")
MAIL_SCHEDULE = N_("To read and print: {file}")
MAIL_ANSWER = N_("If something is wrong or missing, please answer this e-mail.")
MAIL_REGARDS = N_("Kind regards")
#: On a card with the code of an address.
SCAN = N_("Scan this code with your phone to subscribe to your programme.")
#: The workbook of an edition: its sheets, and columns that no other document has.
TRANSPORT = N_("Transport")
CATERING = N_("Catering")
DAY = N_("Day")
DELEGATION = N_("Delegation")
NAME = N_("Name")
IN_LATIN = N_("In Latin letters")
ROLE = N_("Role")
EMAIL = N_("E-mail")
PHONE = N_("Phone")
LANGUAGES = N_("Languages")
DIET = N_("Diet")
ACCESS_NEEDS = N_("Access needs")
STEP_FREE = N_("step-free access")
NO_NAME = N_("(no name yet)")
FROM = N_("From")
TO = N_("To")
MEANS = N_("Means of transport")
VEHICLE = N_("Vehicle")
DRIVER = N_("Driver")
SEATS = N_("Seats")
WITHOUT_STEPS = N_("People who need step-free access")
WHEELCHAIRS = N_("Wheelchair places")
NOT_STATED = N_("Not stated")
MODES: dict[TravelMode, str] = {
    TravelMode.COACH: N_("Coach"),
    TravelMode.CAR: N_("Car"),
    TravelMode.WALK: N_("On foot"),
    TravelMode.WHEELCHAIR: N_("By wheelchair"),
    TravelMode.TRAIN: N_("Train"),
}

KINDS: dict[Kind, str] = {
    Kind.STOP: N_("Tour stop"),
    Kind.PRESENTATION: N_("Presentation"),
    Kind.TRANSFER: N_("Transfer"),
    Kind.MEAL: N_("Meal"),
    Kind.ROUND_TABLE: N_("Round table"),
    Kind.WELCOME: N_("Welcome"),
    Kind.INTERVENTION: N_("Intervention"),
    Kind.QUESTIONS: N_("Questions"),
    Kind.SESSION: N_("Festival session"),
    Kind.VISIT: N_("Guided visit"),
    Kind.MEETING: N_("Meeting"),
    Kind.RECEPTION: N_("Reception"),
    Kind.FREE: N_("Free time"),
}
ROLES: dict[Role, str] = {
    Role.SPEAKS: N_("speaker"),
    Role.MODERATES: N_("moderator"),
    Role.INTERPRETS: N_("interpreter"),
    Role.HOSTS: N_("host"),
}
STATUSES: dict[ActivityStatus, str] = {ActivityStatus.REQUESTED: TO_CONFIRM}


class Labels:
    """The fixed words in one language: ``Labels("ka")(HOST)``.

    ``language`` is the code (of ``LOCALES``) that is really used: English for a language without
    translations, so that words and dates of one document never mix.
    """

    def __init__(self, code: str) -> None:
        self.language = document_language(code)
        self._translations = catalogue(folder_of(self.language), DOMAIN)

    def __call__(self, text: str, /, **values: str | int) -> str:
        """``text`` (a constant of this module) translated, ``{names}`` filled in."""
        translated = self._translations.gettext(text)
        return translated.format_map(values) if values else translated

    def headed(self, heading: str, text: str) -> str:
        """``Host: TRAKK``: a heading (a constant of this module), and text as it stands."""
        return self(HEADED, heading=self(heading), text=text)

    def kind(self, kind: Kind) -> str:
        return self(KINDS[kind])

    def day(self, day: date) -> str:
        """``Sunday 27 October``"""
        return _day(self.language, day)

    def short_day(self, day: date) -> str:
        """``27 October``"""
        return _short_day(self.language, day)

    @staticmethod
    def time(wall: datetime) -> str:
        """``09:05``, everywhere: phones, screen and paper must show the same figure."""
        return wall.strftime("%H:%M")

    def country(self, code: str | None) -> str:
        """The name of an ISO 3166 country; empty when the code is unknown."""
        return _country(self.language, code.upper()) if code else ""

    def language_name(self, code: str | None) -> str:
        """The name of a language; what is stored when it is no code we know."""
        return _language_name(self.language, code) if code else ""


def folder_of(language: str) -> str:
    """The folder of a language's translations, as gettext calls it: ``sr_Cyrl``."""
    return language.replace("-", "_")


@lru_cache(maxsize=256)
def document_language(code: str) -> str:
    """The language that documents for ``code`` are written in (``fr_BE`` -> ``fr``)."""
    return written_language(code) or "en"


def written_language(code: str) -> str | None:
    """The same, None where documents cannot be made in the language of ``code``."""
    first, *others = re.split(r"[-_.@]", code.strip().lower())
    short = ALIASES.get(first, first)
    scripts = (SCRIPTS[short, other] for other in others if (short, other) in SCRIPTS)
    return next(scripts, short if short in LOCALES else None)


@lru_cache(maxsize=len(LOCALES))
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(LOCALES[language])


#: CLDR's full date of each language without its year: no shorter form spells the weekday out.
YEARLESS = {
    "en": "EEEE d MMMM",
    "fr": "EEEE d MMMM",
    "de": "EEEE, d. MMMM",
    "it": "EEEE d MMMM",
    "da": "EEEE 'den' d. MMMM",
    "nb": "EEEE d. MMMM",
    "sr": "EEEE, d. MMMM",
    "sr-Cyrl": "EEEE, d. MMMM",
    "ka": "EEEE, d MMMM",
}


@lru_cache(maxsize=512)
def _day(language: str, day: date) -> str:
    from babel.dates import format_date

    return format_date(day, YEARLESS[language], _locale(language))


@lru_cache(maxsize=512)
def _short_day(language: str, day: date) -> str:
    from babel.dates import format_skeleton

    return format_skeleton("MMMMd", day, locale=_locale(language))


@lru_cache(maxsize=512)
def _country(language: str, code: str) -> str:
    return str(_locale(language).territories.get(code, ""))


@lru_cache(maxsize=512)
def _language_name(language: str, code: str) -> str:
    return str(_locale(language).languages.get(code.replace("-", "_"), code))
