"""What columns of a list of wishes, and priorities, are called in other people's lists."""

from collections.abc import Mapping

from planner.names import fold

_PRIORITIES: Mapping[int, tuple[str, ...]] = {
    1: (
        "1", "must", "must have", "essential", "high", "urgent", "top", "a", "p1", "priority 1",
        "1 – must", "indispensable", "obligatoire", "essentiel", "haute", "élevée", "forte",
        "prioritaire", "priorité 1", "1 – indispensable",
    ),
    2: (
        "2", "would like", "should", "medium", "normal", "wish", "b", "p2", "priority 2",
        "2 – would like", "souhaité", "souhait", "moyenne", "moyen", "normale", "priorité 2",
        "2 – souhaité",
    ),
    3: (
        "3", "nice to have", "nice", "could", "low", "optional", "if possible", "c", "p3",
        "priority 3", "3 – nice to have", "si possible", "facultatif", "optionnel", "basse",
        "faible", "bonus", "priorité 3", "3 – si possible",
    ),
}  # fmt: skip
PRIORITY_BY_WORD = {fold(word): n for n, words in _PRIORITIES.items() for word in words}

#: Column -> the headers it goes by (compared folded).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "who": (
        "who", "delegation", "city", "requested by", "requester", "asking", "wish of",
        "délégation", "ville", "demandeur", "demandé par", "souhait de", "qui",
    ),
    "country": ("country", "pays"),
    "activity_id": (
        "activity", "session", "talk", "event", "workshop", "activité", "conférence",
        "événement", "atelier", "séance",
    ),
    "site_id": ("site", "place", "venue", "visit", "lieu", "visite", "endroit", "lieu à visiter"),
    "meeting": (
        "meeting", "meeting with", "meet", "wants to meet", "wanted host", "host", "person to meet",
        "wanted delegation", "partner wanted", "rencontre", "rencontre avec", "rendez-vous avec",
        "souhaite rencontrer", "hôte", "hôte souhaité", "délégation souhaitée",
        "personne à rencontrer",
    ),
    "field_id": (
        "creative field", "creative fields", "field", "fields", "interests", "domaine",
        "domaine créatif", "domaines", "domaines créatifs", "intérêts",
    ),
    "theme": ("theme", "topic", "subject", "thème", "sujet", "thématique"),
    "wish": (
        "wish", "wishes", "what", "request", "wanted", "souhait", "souhaits", "quoi", "demande",
    ),
    "priority": ("priority", "importance", "prio", "priorité", "degré de priorité"),
    "note": (
        "note", "notes", "remark", "remarks", "comment", "comments", "reason", "remarque",
        "remarques", "commentaire", "commentaires", "motif",
    ),
}  # fmt: skip
#: Columns that say what is wished.
WHAT = ("activity_id", "site_id", "meeting", "field_id", "theme", "wish")
