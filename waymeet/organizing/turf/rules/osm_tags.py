"""What OpenStreetMap's tags mean to somebody who knocks on doors. Source: the OpenStreetMap wiki, Map features."""

from collections.abc import Mapping

from waymeet.organizing.turf.network import STREET_KINDS

Tags = Mapping[str, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PATH, _RESIDENTIAL, _TERTIARY, _SECONDARY, _PRIMARY = range(len(STREET_KINDS))
HIGHWAYS = {
    "footway": _PATH,
    "path": _PATH,
    "pedestrian": _PATH,
    "steps": _PATH,
    "cycleway": _PATH,
    "bridleway": _PATH,
    "corridor": _PATH,
    "track": _PATH,
    "service": _PATH,
    "living_street": _RESIDENTIAL,
    "residential": _RESIDENTIAL,
    "unclassified": _RESIDENTIAL,
    "road": _RESIDENTIAL,
    "tertiary": _TERTIARY,
    "tertiary_link": _TERTIARY,
    "secondary": _SECONDARY,
    "secondary_link": _SECONDARY,
    "primary": _PRIMARY,
    "primary_link": _PRIMARY,
    "trunk": _PRIMARY,
    "trunk_link": _PRIMARY,
}
# Rows between parked cars, ramps and private drives lead to no door that the street does not lead to.
_NOT_WALKED_SERVICE = {"parking_aisle", "drive-through", "emergency_access", "slipway"}
_ALLOWED = {"yes", "designated", "permissive", "destination", "customers"}


def street_kind(tags: Tags) -> int | None:
    """Index into STREET_KINDS, or None for what one may or would not walk."""
    kind = HIGHWAYS.get(tags.get("highway", ""))
    foot, access = tags.get("foot", ""), tags.get("access", "")
    if kind is None or (tags.get("area") == "yes" and tags["highway"] not in ("pedestrian", "footway")):
        return None
    if foot in _ALLOWED:
        return kind
    if foot in ("no", "private", "use_sidepath") or access == "no":
        return None
    if tags["highway"] == "service" and not _NOT_WALKED_SERVICE.isdisjoint(tags.get("service", "").split(";")):
        return None
    # Doors of a gated street are doors all the same; a private drive or track is not a way for anybody else.
    return None if access == "private" and kind == _PATH else kind


BARRIER_KINDS = ("water", "rail", "motorway", "fence", "wall")
HARD_BARRIERS = frozenset({"water", "rail", "motorway"})
_WALLS = {"wall", "city_wall", "retaining_wall"}
_RAILS = {"rail", "light_rail", "subway", "narrow_gauge"}
_WATERWAYS = {"river", "canal", "riverbank", "dock"}


def barrier_kind(tags: Tags) -> str | None:
    """One of BARRIER_KINDS; what lies under ground or in a pipe stops nobody."""
    if tags.get("tunnel", "no") != "no" or tags.get("covered") == "yes":
        return None
    if tags.get("railway") in _RAILS:
        return "rail"
    if tags.get("highway") in ("motorway", "motorway_link"):
        return "motorway"
    if tags.get("waterway") in _WATERWAYS or tags.get("natural") == "water" or tags.get("landuse") == "reservoir":
        return "water"
    if tags.get("barrier") in _WALLS:
        return "wall"
    return "fence" if tags.get("barrier") == "fence" else None


_OUTBUILDINGS = _words(
    "garage garages carport shed roof hut greenhouse conservatory ruins construction bridge ship dome entrance "
    "service transformer_tower water_tower storage_tank silo tank barn sty stable cowshed farm_auxiliary kiosk "
    "bunker parking collapsed demolished toilets pavilion grandstand tower digester gatehouse tent tomb"
)
_WORKPLACES = _words(
    "industrial warehouse hangar hospital university college stadium train_station transportation prison "
    "fire_station military factory manufacture power sports_hall"
)
_KINDS = {
    "home": "house detached semidetached_house terrace bungalow residential farm cabin static_caravan houseboat "
    "trailer semi duplex allotment_house",
    "apartments": "apartments dormitory",
    "hotel": "hotel",
    "shop": "retail commercial supermarket shop kiosk",
    "office": "office government",
    "church": "church cathedral chapel mosque synagogue temple religious monastery shrine presbytery",
    "school": "school kindergarten",
    "public": "public civic community_centre library theatre museum",
}
BUILDING_KINDS = ("home", "apartments", "hotel", "shop", "office", "church", "school", "public", "work", "unknown")
_KIND_OF = {value: kind for kind, values in _KINDS.items() for value in values.split()}
_AMENITIES = {
    "place_of_worship": "church",
    "school": "school",
    "kindergarten": "school",
    "college": "school",
    "university": "school",
    "library": "public",
    "community_centre": "public",
    "social_facility": "public",
    "townhall": "public",
    "theatre": "public",
    "hospital": "work",
    "fire_station": "work",
    "police": "work",
    "restaurant": "shop",
    "cafe": "shop",
    "bar": "shop",
    "pub": "shop",
    "fast_food": "shop",
    "bank": "shop",
    "pharmacy": "shop",
    "fuel": "shop",
}
SMALLEST_HOME, LARGEST_HOME = 30.0, 5000.0  # square metres of ground; Albany's rowhouses start at about 40


def building_kind(tags: Tags, square_metres: float) -> str | None:
    """One of BUILDING_KINDS, or None where nobody would knock: sheds, garages, halls without an address.

    `square_metres` is the ground the building covers, 0 for a building known only as a point.
    """
    value, addressed = tags.get("building", ""), bool(tags.get("addr:housenumber"))
    if value in ("", "no") or value in _OUTBUILDINGS or tags.get("amenity") in ("parking", "shelter", "toilets"):
        return None
    kind = _kind_named(tags)
    if kind == "work" or (kind == "unknown" and not _home_sized(square_metres)):
        return kind if addressed else None
    return kind


def _kind_named(tags: Tags) -> str:
    if tags["building"] in _WORKPLACES:
        return "work"
    for key, kind in (("shop", "shop"), ("office", "office")):
        if key in tags:
            return kind
    return _AMENITIES.get(tags.get("amenity", "")) or _KIND_OF.get(tags["building"], "unknown")


def _home_sized(square_metres: float) -> bool:
    return square_metres == 0 or SMALLEST_HOME <= square_metres <= LARGEST_HOME


_EMPTY_LAND = _words("industrial railway quarry landfill military cemetery allotments port depot farmland")
PLACE_RANK = ("city", "town", "village", "borough", "municipality", "hamlet")
_NEIGHBOURHOODS = frozenset({"neighbourhood", "suburb", "quarter", "hamlet", "village", "borough"})


def is_empty_land(tags: Tags) -> bool:
    """Land on which an untagged building is no home."""
    return tags.get("landuse") in _EMPTY_LAND or tags.get("aeroway") == "aerodrome"


def neighbourhood_name(tags: Tags) -> str:
    """The name of a part of town, "" where this is none. Boundaries of level 9 and 10 are wards and quarters."""
    level = tags.get("admin_level", "") if tags.get("boundary") == "administrative" else ""
    return tags.get("name", "") if tags.get("place") in _NEIGHBOURHOODS or level in ("9", "10") else ""
