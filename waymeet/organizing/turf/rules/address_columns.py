"""Which column of an addresses file holds what, recognised by the names that files really use.

Sources of the names: OpenAddresses (LON, LAT, NUMBER, STREET, UNIT, CITY, POSTCODE, ID, HASH), the NENA NG9-1-1 GIS
data model (Add_Number, St_PreDir, St_Name, St_PosTyp, Unit, Lat, Long, NGUID and the older LSt_ names), the short names
of older E911 files (HNO, PRD, RD, STS, POD), FGDC, and files of counties and states.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_NAMES = {
    "latitude": "latitudeoftheshape lat latitude latdd latwgs84 intptlat ycoord ycoordinate pointy centroidy ycentroid "
    "y ywgs84 gpslat addlat",
    "longitude": "longitudeoftheshape lon long lng longitude londd longdd lonwgs84 intptlon xcoord xcoordinate pointx "
    "centroidx xcentroid x xwgs84 gpslon gpslong addlon",
    "point": "wkt thegeom geom geometry wktgeometry geopoint georeference location point shape latlon latlong",
    "number": "number housenumber housenum houseno hseno hsenum hnum addnumber addressnumber addressnum "
    "addrnumber addrnum addnum addno streetnumber streetnum streetno stno stnum strnum "
    "addrhousenumber sitenumber premisenumber civicnumber addrhn civic hno",
    "number_before": "addnumpre prefixaddressnumber addressnumberprefix numberprefix housenumpre hnumpre",
    "number_after": "addnumsuf suffixaddressnumber addressnumbersuffix numbersuffix housenumsuf hnumsuf addrsuf "
    "halfcode hnosuffix hns",
    "street": "street fullstreet fullname fullstname fullstreetname fullroadname stnamfull stnamefull "
    "completestreetname streetfull streetfullname addrstreet lstnamefull lstfull roadname road "
    "rdname streetnamefull",
    "street_before_1": "stpremod premodifier premod lstpremod prm",
    "street_before_2": "stpredir predir predirectional predirection streetpredir prefixdir lstpredir prefix stdir "
    "streetdirection streetdir strdir predirection prd",
    "street_before_3": "stpretyp pretype pretyp streetpretype lstpretyp stp",
    "street_before_4": "stpresep presep separator streetpreseparator",
    "street_name": "stname streetname strname lstname stnam basename streetbase strtname rd",
    "street_after_1": "stpostyp posttype postyp sttype streettype lsttype lstpostyp sttyp suffixtype streetsuffix "
    "stsuffix streetposttype sufftype strtype strtyp strsuffix sts",
    "street_after_2": "stposdir postdir posdir postdirectional postdirection sufdir suffixdir lstposdir streetpostdir "
    "strpostdir pod",
    "street_after_3": "stposmod postmodifier posmod postmod lstposmod pom",
    "whole": "address fulladdress fulladdr fulladd addressfull addrfull siteaddress siteaddr siteadd "
    "locaddress locaddr situsaddress situsaddr situs streetaddress propertyaddress propaddr "
    "physicaladdress completeaddress addresslabel addresslin address1 addr1 addr",
    "unit": "unit apt aptno aptnum apartment apartmentnumber suite ste unitno unitnum unitnumber unitid "
    "addrunit subaddress occupancyid secondaryunit unitdesignator aptunit flat addrflat subunit",
    "floor": "floor flr floornumber floorno addrfloor",
    "city": "city town municipality muni incmuni postcomm postalcity postalcommunity citytownname "
    "msagcomm msagcommunity placename community addrcity cityname place",
    "postcode": "postcode zip zipcode postalcode postcodes addrpostcode zip5 zipcode5",
    "id": "id hash nguid sitenguid ssapid ssapnguid addressid addrid addressptid nysaddresspointid "
    "objectid fid gid uid",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANK = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
FIELDS = tuple(_NAMES)
_PLACE = ("latitude", "longitude")
_BEFORE = ("situs", "site", "physical", "phys", "premise", "addr")
_SITUS = {"num": "number", "no": "number", "nbr": "number", "dir": "street_before_2", "predir": "street_before_2",
          "name": "street_name", "type": "street_after_1", "suffix": "street_after_1", "apt": "unit"}  # fmt: skip
_CUT_OFF = 10  # letters a shapefile leaves of a longer name


def plain_name(column: str) -> str:
    """So that "Add_Number", "ADD NUMBER" and "addNumber" are one name."""
    return re.sub(r"[^a-z0-9]", "", column.casefold())


def understood(columns: Iterable[str]) -> dict[str, str]:
    """Field -> column, for the columns whose names are known; of several for one field, the most usual name."""
    found: dict[str, tuple[int, str]] = {}
    for column in columns:
        field, rank = _meaning(column)
        if field and (field not in found or rank < found[field][0]):
            found[field] = (rank, column)
    if "latitude" in found and "longitude" in found:
        found.pop("point", None)
    return {field: column for field, (_rank, column) in found.items()}


def _meaning(column: str) -> tuple[str, int]:
    """The field of a column, and how usual its name is: known names first, then prefixed ones, then cut off ones."""
    name = plain_name(column)
    if name in _FIELD_OF:
        return _FIELD_OF[name], _RANK[name]
    for before in _BEFORE:
        rest = name.removeprefix(before)
        if rest != name and (field := _FIELD_OF.get(rest) or (_SITUS.get(rest) if before == "situs" else None)):
            return field, len(_RANK)
    if len(column) == _CUT_OFF:
        whole = sorted((known for known in _FIELD_OF if known.startswith(name)), key=lambda known: (len(known), known))
        return (_FIELD_OF[whole[0]], 2 * len(_RANK)) if whole else ("", 0)
    return "", 0


def chosen(columns: Sequence[str], mapping: Mapping[str, str] | None) -> dict[str, str]:
    """What is understood, with what somebody said by hand on top; an empty column unsays a field."""
    found = understood(columns)
    by_plain_name = {plain_name(column): column for column in columns}
    for field, column in (mapping or {}).items():
        if not column:
            found.pop(field, None)
        else:
            found[field] = column if column in columns else by_plain_name.get(plain_name(column), column)
    return found


def missing(found: Mapping[str, str]) -> list[str]:
    """Fields without which no door can be found: a place, and a number and street or both in one."""
    lacks = [] if "point" in found else [field for field in _PLACE if field not in found]
    if "whole" not in found:
        lacks += ["number"] if "number" not in found else []
        lacks += ["street"] if "street" not in found and "street_name" not in found else []
    return lacks
