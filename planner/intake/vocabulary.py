"""The words that people write in lists, in French and English, and what they stand for."""

from collections.abc import Mapping
from functools import cache

from models.words import DelegationStatus
from planner.intake.own.own_words import in_every_language
from planner.names import fold
from planner.publish import labels as words

STATUSES: Mapping[str, DelegationStatus] = {
    **{fold(s.value): s for s in DelegationStatus},
    **{
        fold(w): DelegationStatus.ACCEPTED
        for w in (
            "yes", "oui", "ok", "accepté", "acceptée", "acceptés", "confirmé", "confirmée",
            "confirmed", "coming", "attending", "présent", "présente", "participe", "inscrit",
            "inscrite", "registered",
        )
    },
    **{
        fold(w): DelegationStatus.DECLINED
        for w in (
            "no", "non", "refusé", "refusée", "refused", "décliné", "déclinée", "ne vient pas",
            "not coming", "not attending", "excusé", "excusée", "regrets", "absent", "absente",
        )
    },
    **{
        fold(w): DelegationStatus.INVITED
        for w in (
            "invité", "invitée", "pending", "en attente", "sans réponse", "no answer", "no reply",
            "maybe", "peut-être", "à confirmer", "to be confirmed", "tbc", "waiting",
        )
    },
    **{
        fold(w): DelegationStatus.CANCELLED
        for w in ("annulé", "annulée", "canceled", "annulation", "désisté", "désistée",
                  "désistement", "withdrawn")
    },
}  # fmt: skip

#: What is written where there is nothing to say.
NONE = frozenset(map(fold, ("none", "no", "aucun", "aucune", "non", "néant", "rien", "nothing")))
#: In an access need: that steps are an obstacle, and nothing else.
STEP_FREE = frozenset(map(fold, ("step-free", "plain-pied", *in_every_language(words.STEP_FREE))))
#: That they are, among other things worth knowing.
STEPS = frozenset(
    map(fold, ("wheelchair", "wheelchair user", "pmr", "fauteuil roulant", "en fauteuil roulant",
               "chaise roulante", "mobilité réduite", "reduced mobility", "sans marches",
               "no steps", "no stairs"))
)  # fmt: skip
#: In the column of numbers of people: that there is none yet.
NOT_KNOWN_YET = frozenset(map(fold, in_every_language(words.NOT_KNOWN)))
#: In the column of names: that there is none yet, as our own workbooks say it, and all.
OUR_NO_NAME = frozenset(map(fold, in_every_language(words.NO_NAME)))
NO_NAME = OUR_NO_NAME | frozenset(
    map(fold, ("to be confirmed", "to be announced", "to be named", "à confirmer", "à désigner",
               "à préciser", "tba", "tbd", "tbc", "n/a", "n.n."))
)  # fmt: skip

#: Languages as people call them, beside the names of CLDR.
_LANGUAGES = {
    "de": ("deutsch",), "it": ("italiano",), "da": ("dansk",), "sr": ("srpski",),
    "nb": ("norwegian", "norvégien", "norsk", "no", "nn"), "es": ("español", "castellano"),
    "nl": ("nederlands", "flemish", "flamand"), "pt": ("português",), "pl": ("polski",),
    "fi": ("suomi",), "sv": ("svenska",), "sk": ("slovenčina",), "tr": ("türkçe",),
    "zh": ("mandarin", "chinois mandarin"), "uk": ("ukrainien",),
}  # fmt: skip


@cache
def language_codes() -> Mapping[str, str]:
    """Names of languages (folded) and their codes of two and three letters -> ISO code."""
    from babel import Locale
    from babel.core import get_global

    codes: dict[str, str] = {}
    for old, new in get_global("language_aliases").items():
        if old.isalpha() and new.isalpha():
            codes[fold(old)] = new
    for locale in ("sr_Cyrl", "sr_Latn", "ka", "nb", "da", "it", "de", "fr", "en"):
        for code, name in Locale.parse(locale).languages.items():
            if len(code) < 4:
                codes[fold(name)] = code
    codes.update((fold(name), code) for code, names in _LANGUAGES.items() for name in names)
    return codes
