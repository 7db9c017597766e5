"""Fixed words of the report on an edition."""

from planner.phrases import N_

REPORT = N_("Report")
PEOPLE = N_("People")
COUNTRIES = N_("Countries")
FIELDS = N_("Creative fields")
ACTIVITIES = N_("Activities")
HOURS = N_("Hours")
PLACES = N_("Places visited")
HOSTS = N_("Hosts")
MEETINGS = N_("1:1 meetings")
KILOMETRES = N_("Kilometres")
EMISSIONS = N_("kg CO₂e")

BY_COUNTRY = N_("Delegations by country")
BY_FIELD = N_("Delegations by creative field")
BY_KIND = N_("What was planned")
BY_PLACE = N_("Places, and how often")
BY_HOST_KIND = N_("Hosts who received, met or spoke")
MEETINGS_BY_DELEGATION = N_("1:1 meetings by delegation")
MEETINGS_BY_HOST = N_("1:1 meetings by local partner")
ON_THE_ROAD = N_("On the road")
BY_VEHICLE = N_("Kilometres by vehicle")

COUNTRY = N_("Country")
FIELD = N_("Creative field")
KIND = N_("Kind")
VISITS = N_("Visits")
INVOLVED = N_("Involved")
IN_ALL = N_("In all")
PLANNED = N_("Planned")
WITHOUT = N_("Nobody attends")
UNPLACED = N_("Without a time")
RIDES = N_("Rides")
KM = N_("km")
AND_MORE = N_("and {number} more, together {sum}")
OTHER_MEANS = N_("Without a vehicle of ours: {means}")

#: What the figures rest on.
COUNTED = N_(
    "Counted is the plan as it stands in this version: what was planned, with those who were to "
    "take part. Nobody has noted who really came."
)
MEETINGS_NOTE = N_("Planned: {number}; confirmed: {confirmed}.")
KM_NOTE = N_(
    "Kilometres are along the road and all estimated from where the places lie (known roads are "
    "missed by about 6 % on average). Rides: {rides}; kilometres given: {given}, estimated: "
    "{estimated}, not known: {unknown}. Empty runs, and the journeys to the festival and back, "
    "are not counted."
)
EMISSIONS_NOTE = N_(
    "Greenhouse gases: UK Government GHG Conversion Factors for Company Reporting 2025 "
    "(Department for Energy Security and Net Zero), business travel by land, direct emissions: "
    "coach {coach} and train {train} kg CO₂e for each person and kilometre, average car {car} kg "
    "CO₂e for each kilometre. Assumed: a car or minibus counts as one car for every four people. "
    "British averages, an order of magnitude for Belgium."
)
