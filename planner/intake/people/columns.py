"""Which column of a delegation list is which, by its French or English header."""

from collections.abc import Mapping

from planner.intake.own.own_words import OF_ACTIVITIES, in_every_language
from planner.names import fold
from planner.publish import labels as words

#: Columns that name a person.
NAMES = ("name", "first_name", "last_name", "latin_name")
#: Columns that only lists of people have: one may do without the city then.
PERSONAL = ("diet", "access_needs", "step_free", "latin_name", "arrival", "arrival_date")

#: Headers of tables of vehicles and of activities, which name delegations too.
NOT_OF_PEOPLE = OF_ACTIVITIES | {
    fold(header)
    for word in (words.SEATS, words.DRIVER, words.WHEELCHAIRS)
    for header in in_every_language(word)
}
#: Column -> its heading in our own workbooks.
OURS: Mapping[str, str] = {
    "city": words.DELEGATION,
    "name": words.NAME,
    "latin_name": words.IN_LATIN,
    "role": words.ROLE,
    "email": words.EMAIL,
    "phone": words.PHONE,
    "languages": words.LANGUAGES,
    "diet": words.DIET,
    "access_needs": words.ACCESS_NEEDS,
    "arrival": words.ARRIVAL,
    "departure": words.DEPARTURE,
    "hotel_id": words.HOTEL,
    "head_count": words.PEOPLE,
}
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "city": (
        "city", "ville", "delegation", "délégation", "creative city", "ville créative",
        "member city", "delegation of", "délégation de", "cité", "ville membre", "city name",
        "nom de la ville", "delegation name", "nom de la délégation",
    ),
    "country": ("country", "pays", "land", "country name"),
    "name": (
        "name", "full name", "nom complet", "nom et prénom", "prénom et nom", "nom prénom",
        "prénom nom", "delegate", "délégué", "déléguée", "participant", "participant name",
        "nom du participant", "delegate name", "nom du délégué", "nom et prénoms",
        "noms et prénoms", "person", "personne", "guest", "invité", "participante",
        "first and last name", "name and surname",
    ),
    "first_name": ("first name", "given name", "given names", "prénom", "prénoms", "forename"),
    "last_name": (
        "last name", "family name", "surname", "nom", "nom de famille", "noms",
    ),
    "latin_name": (
        "latin name", "in latin letters", "name in latin letters", "nom en lettres latines",
        "en lettres latines", "en caractères latins", "nom en caractères latins",
        "transliteration", "translittération", "name latin", "latin script",
    ),
    "role": (
        "role", "function", "fonction", "title", "titre", "position", "job title", "rôle",
        "poste", "job", "qualité",
    ),
    "email": (
        "email", "e-mail", "mail", "courriel", "adresse e-mail", "email address", "adresse mail",
        "adresse courriel", "adresse électronique", "e-mails", "courriels", "contact email",
    ),
    "phone": (
        "phone", "telephone", "téléphone", "tél", "tel", "mobile", "gsm", "portable",
        "phone number", "numéro de téléphone", "n° de téléphone", "mobile phone", "cell phone",
        "téléphone portable", "téléphone mobile", "tel number", "contact phone",
    ),
    "languages": (
        "languages", "language", "langues", "langue", "languages spoken", "langues parlées",
        "langue parlée", "spoken languages", "language(s)", "langue(s)",
    ),
    "document_language": (
        "document language", "language of documents", "documents in", "langue des documents",
        "correspondence language", "langue de correspondance", "langue du programme",
    ),
    "diet": (
        "diet", "dietary requirements", "régime", "régime alimentaire", "food", "repas",
        "alimentation", "dietary needs", "dietary restrictions", "allergies", "allergy",
        "food allergies", "régimes alimentaires", "restrictions alimentaires", "menu",
        "diet / allergies", "régime / allergies",
    ),
    "access_needs": (
        "access needs", "accessibility", "accès", "accessibilité", "besoins d'accès", "access",
        "special needs", "besoins spécifiques", "besoins particuliers", "accessibility needs",
        "access requirements",
    ),
    "step_free": (
        "step-free", "step-free access", "wheelchair", "pmr", "mobilité réduite",
        "reduced mobility", "fauteuil roulant", "accès de plain-pied", "plain-pied",
    ),
    "arrival": (
        "arrival", "arrivée", "arrives", "date et heure d'arrivée", "arrival date and time",
        "arrival date/time", "arrive", "arrive le",
    ),
    "arrival_date": (
        "arrival date", "date d'arrivée", "arrivée date", "date of arrival", "date arrivée",
        "arrival day", "jour d'arrivée", "arrivée jour",
    ),
    "arrival_time": (
        "arrival time", "heure d'arrivée", "arrivée heure", "time of arrival", "heure arrivée",
        "arrival hour",
    ),
    "arrival_transport": (
        "arrival flight", "vol d'arrivée", "arrivée vol", "vol arrivée", "arrival train",
        "arrivée train", "train d'arrivée", "arrivée transport", "arrival transport",
        "vol aller", "aller vol", "flight in", "inbound flight", "arrival flight number",
        "arrivée n° de vol", "arrivée numéro de vol", "arrivée n° vol", "arrival number",
        "flight/train arrival", "arrival flight/train", "arrivée vol/train", "lieu d'arrivée",
        "arrivée lieu", "arrival place", "place of arrival", "arrival airport",
        "aéroport d'arrivée", "arrivée aéroport", "arrivée gare", "gare d'arrivée",
    ),
    "departure": (
        "departure", "départ", "departs", "date et heure de départ", "departure date and time",
        "departure date/time", "leaves", "part", "repart le",
    ),
    "departure_date": (
        "departure date", "date de départ", "départ date", "date of departure", "date départ",
        "departure day", "jour de départ", "départ jour",
    ),
    "departure_time": (
        "departure time", "heure de départ", "départ heure", "time of departure",
        "heure départ", "departure hour",
    ),
    "departure_transport": (
        "departure flight", "vol de départ", "départ vol", "vol départ", "departure train",
        "départ train", "train de départ", "départ transport", "departure transport",
        "vol retour", "retour vol", "flight out", "outbound flight", "return flight",
        "departure flight number", "départ n° de vol", "départ numéro de vol", "départ n° vol",
        "departure number", "flight/train departure", "departure flight/train",
        "départ vol/train", "lieu de départ", "départ lieu", "departure place",
        "place of departure", "departure airport", "aéroport de départ", "départ aéroport",
        "départ gare", "gare de départ",
    ),
    "transport": (
        "flight", "vol", "train", "flight number", "n° de vol", "numéro de vol", "flight no",
        "n° vol", "transport", "means of transport", "moyen de transport", "vols", "flights",
        "flight/train", "vol/train",
    ),
    "hotel_id": (
        "hotel", "hôtel", "accommodation", "hébergement", "logement", "hotel name",
        "nom de l'hôtel", "lodging",
    ),
    "interests": (
        "interests", "interest", "intérêts", "intérêt", "centres d'intérêt", "fields of interest",
        "domaines d'intérêt", "interested in", "intéressé par", "creative fields", "domaines",
        "domaines créatifs", "champs créatifs", "topics", "thématiques", "thèmes",
    ),
    "head_count": (
        "head count", "people", "number of people", "nombre de personnes", "nombre", "effectif",
        "pax", "number of delegates", "nombre de délégués", "nombre de participants",
        "number of participants", "persons", "personnes", "nb personnes", "nb de personnes",
        "nb", "size", "delegation size", "taille de la délégation",
    ),
    "status": (
        "status", "statut", "réponse", "reply", "answer", "rsvp", "participation", "état",
        "confirmation", "réponse à l'invitation",
    ),
    "note": (
        "note", "notes", "remark", "remarks", "remarque", "remarques", "comment", "commentaire",
        "comments", "commentaires", "observations", "observation", "divers", "misc",
    ),
}  # fmt: skip
_TAKEN = {fold(header) for known in _HEADERS.values() for header in known}


def _ours(column: str) -> tuple[str, ...]:
    """Our headings that are no other header already: a French “Nom” may be a family name."""
    every = in_every_language(OURS[column]) if column in OURS else ()
    return tuple(header for header in every if fold(header) not in _TAKEN)


#: Column -> the headers it goes by (compared folded: case, accents and punctuation are nothing).
HEADERS: Mapping[str, tuple[str, ...]] = {
    column: (*known, *_ours(column)) for column, known in _HEADERS.items()
}
