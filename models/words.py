"""The closed vocabularies of the store: plain string enumerations, free of any library.

Creative fields are *not* here: they are data (see ``data/reference/fields.csv``).
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an activity is."""

    STOP = "stop"
    PRESENTATION = "presentation"
    TRANSFER = "transfer"
    MEAL = "meal"
    ROUND_TABLE = "round-table"
    WELCOME = "welcome"
    INTERVENTION = "intervention"
    QUESTIONS = "questions"
    SESSION = "session"
    VISIT = "visit"
    MEETING = "meeting"
    RECEPTION = "reception"
    FREE = "free"
    BLOCKER = "blocker"


#: Parts of a larger activity: they have an order inside it and no start of their own.
PART_KINDS = frozenset({Kind.PRESENTATION, Kind.WELCOME, Kind.INTERVENTION, Kind.QUESTIONS})
#: What happens on the road of a Wake tour.
TOUR_KINDS = frozenset({Kind.STOP, Kind.TRANSFER, Kind.MEAL, Kind.FREE, Kind.RECEPTION})


class Role(StrEnum):
    """What somebody does in an activity."""

    ATTENDS = "attends"
    SPEAKS = "speaks"
    MODERATES = "moderates"
    INTERPRETS = "interprets"
    HOSTS = "hosts"


class DelegationStatus(StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


#: Delegations of these states take part in nothing; their participations stay, unused.
ABSENT = frozenset({DelegationStatus.DECLINED, DelegationStatus.CANCELLED})


class ActivityStatus(StrEnum):
    """How sure it is that an activity happens as planned."""

    PLANNED = "planned"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"


class HostKind(StrEnum):
    INSTITUTION = "institution"
    ACTOR = "local-actor"
    MODERATOR = "moderator"
    INTERPRETER = "interpreter"


class Way(StrEnum):
    """How a recipient was handed a release."""

    FILE = "file"
    MAIL = "mail"
    FEED = "feed"
    CALDAV = "caldav"


class TravelMode(StrEnum):
    COACH = "coach"
    CAR = "car"
    WALK = "walk"
    WHEELCHAIR = "wheelchair"
    TRAIN = "train"
