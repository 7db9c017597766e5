"""What kinds of places are called in other people's lists."""

from collections.abc import Mapping

from planner.intake.places.week import WEEKDAY_COLUMNS, WEEKDAY_WORDS
from planner.names import fold

#: Kind of a site -> its names in English and French, singular.
SITE_KINDS: Mapping[str, tuple[str, ...]] = {
    "creative-hub": ("creative hub", "hub", "hub créatif", "tiers-lieu", "third place"),
    "tech-hub": ("technology hub", "tech hub", "hub technologique", "fab lab", "incubator",
                 "incubateur"),
    "museum": ("museum", "musée"),
    "exhibition": ("exhibition", "exhibition space", "gallery", "exposition",
                   "espace d'exposition", "galerie", "centre d'art", "art centre"),
    "performing-arts": ("performing arts", "theatre", "theater", "concert hall", "théâtre",
                        "arts de la scène", "salle de spectacle", "salle de concert", "opéra"),
    "cultural-centre": ("cultural centre", "cultural center", "centre culturel",
                        "maison de la culture"),
    "cinema": ("cinema", "cinéma"),
    "university": ("university", "school", "université", "école", "haute école"),
    "research-centre": ("research centre", "research center", "laboratory", "lab",
                        "centre de recherche", "laboratoire"),
    "congress": ("congress", "congress centre", "conference centre", "palais des congrès",
                 "centre de congrès"),
    "heritage": ("heritage", "monument", "patrimoine", "castle", "château", "citadel",
                 "citadelle", "church", "église"),
    "festival-venue": ("festival venue", "venue", "lieu du festival", "lieu de festival"),
    "organiser": ("organiser", "organizer", "organisateur"),
    "economic-development": ("economic development", "développement économique"),
    "station": ("station", "railway station", "train station", "gare"),
    "airport": ("airport", "aéroport"),
    "hotel": ("hotel", "accommodation", "hôtel", "hébergement", "logement"),
    "restaurant": ("restaurant", "café", "brasserie", "bar"),
    "meeting-point": ("meeting point", "pick-up point", "point de rencontre",
                      "point de rendez-vous", "lieu de rendez-vous"),
    "studio": ("studio", "agency", "agence", "atelier", "workshop"),
    "meeting-room": ("meeting room", "room", "salle de réunion", "salle"),
    "other": ("other", "autre", "divers"),
}  # fmt: skip
KIND_BY_WORD = {fold(word): kind for kind, words in SITE_KINDS.items() for word in (kind, *words)}
#: A place of which no list says what it is.
OTHER = "other"

#: Column of a list of places -> the headers it goes by (compared folded).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "id", "uuid", "identifier", "identifiant", "site code", "code du site",
             "ref", "reference", "référence"),
    "name": ("name", "site", "site name", "place", "venue", "location", "nom", "lieu",
             "nom du lieu", "nom du site", "endroit"),
    "kind": ("kind", "type", "category", "site kind", "type of place", "catégorie", "genre",
             "type de lieu"),
    "address": ("address", "street", "street and number", "adresse", "rue", "rue et numéro",
                "adresse postale"),
    "postcode": ("postcode", "postal code", "zip", "zip code", "code postal", "cp"),
    "municipality": ("town", "city", "municipality", "ville", "commune", "localité",
                     "municipalité"),
    "country": ("country", "pays"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "lon", "lng", "long"),
    "point": ("coordinates", "gps", "gps coordinates", "lat lon", "latitude longitude", "position",
              "coordonnées", "coordonnées gps"),
    "capacity": ("capacity", "capacité", "max people", "jauge", "places", "seats",
                 "capacity people", "nombre de places"),
    "step_free": ("step-free", "step-free access", "accessible", "accessibility", "wheelchair",
                  "wheelchair access", "pmr", "accès pmr", "accès sans marche", "accessibilité",
                  "plain-pied"),
    "visit_minutes": ("visit", "visit minutes", "visit length", "usual visit",
                      "usual visit minutes", "duration", "durée", "durée de visite",
                      "durée de la visite", "temps de visite"),
    "fields": ("fields", "creative fields", "creative field", "field", "domaines",
               "domaines créatifs", "domaine", "domaine créatif", "disciplines"),
    "hours": ("opening hours", "hours", "opening times", "open", "horaires",
              "heures d'ouverture", "horaires d'ouverture", "ouverture"),
    "day": ("day", "weekday", "date", "days", "jour", "jours"),
    **dict(zip(WEEKDAY_COLUMNS, WEEKDAY_WORDS, strict=True)),
    "note": ("note", "notes", "internal note", "remark", "remarks", "comment", "comments",
             "remarque", "remarques", "commentaire", "commentaires", "note interne"),
}  # fmt: skip
