"""What columns of a list of hosts, and kinds of hosts, are called in other people's lists."""

from collections.abc import Mapping

from models.words import HostKind
from planner.names import fold

_KINDS: Mapping[HostKind, tuple[str, ...]] = {
    HostKind.INSTITUTION: (
        "institution", "organisation", "organization", "company", "association", "entreprise",
        "société", "asbl", "public body", "université", "university",
    ),
    HostKind.ACTOR: (
        "local actor", "actor", "person", "individual", "artist", "studio", "entrepreneur",
        "acteur local", "acteur", "actrice locale", "personne", "particulier", "artiste",
        "expert", "experte",
    ),
    HostKind.MODERATOR: (
        "moderator", "chair", "facilitator", "modérateur", "modératrice", "animateur", "animatrice",
    ),
    HostKind.INTERPRETER: (
        "interpreter", "translator", "interprète", "traducteur", "traductrice",
    ),
}  # fmt: skip
KIND_BY_WORD = {fold(word): kind for kind, words in _KINDS.items() for word in (kind.value, *words)}

#: Column -> the headers it goes by (compared folded).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "host", "host name", "name", "organisation", "organization", "institution", "local actor",
        "partner", "hôte", "nom", "nom de l'hôte", "structure", "acteur local", "acteur",
        "partenaire",
    ),
    "first_name": ("first name", "given name", "prénom"),
    "kind": ("kind", "type", "host kind", "category", "catégorie", "genre", "type d'hôte"),
    "site_id": ("site", "place", "venue", "location", "lieu", "endroit", "nom du lieu"),
    "email": (
        "email", "e-mail", "mail", "email address", "host email", "courriel", "adresse e-mail",
        "adresse mail",
    ),
    "phone": (
        "phone", "telephone", "phone number", "mobile", "téléphone", "tél", "gsm", "portable",
    ),
    "languages": (
        "languages", "language", "languages spoken", "langues", "langue", "langues parlées",
    ),
    "fields": (
        "fields", "creative fields", "creative field", "field", "domaines", "domaines créatifs",
        "domaine", "domaine créatif", "disciplines",
    ),
    "contact_name": (
        "contact", "contact name", "contact person", "contact persons", "person in charge",
        "personne de contact", "nom du contact", "responsable", "référent",
    ),
    "contact_role": (
        "contact role", "contact function", "role", "function", "job title", "rôle", "fonction",
        "fonction du contact", "poste",
    ),
    "contact_email": (
        "contact email", "contact e-mail", "contact mail", "e-mail du contact",
        "courriel du contact", "mail du contact", "email contact",
    ),
    "contact_phone": (
        "contact phone", "contact mobile", "téléphone du contact", "tél du contact",
        "gsm du contact", "téléphone contact",
    ),
    "note": (
        "note", "notes", "internal note", "remark", "remarks", "comment", "comments", "remarque",
        "remarques", "commentaire", "commentaires", "note interne",
    ),
}  # fmt: skip
