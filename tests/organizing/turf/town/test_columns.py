"""Which column holds what, for files as offices really write them."""

import json

import pytest

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.addresses import preview_columns
from waymeet.organizing.turf.features import LATITUDE, LONGITUDE
from waymeet.organizing.turf.rules.address_columns import FIELDS, understood
from waymeet.organizing.turf.tables import open_table

OPENADDRESSES = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH"
E911 = "Site_NGUID,Add_Number,AddNum_Suf,St_PreDir,St_Name,St_PosTyp,Unit,Floor,Inc_Muni,Post_Code,Long,Lat"
OLD_E911 = "HNO,AddNum,LSt_PreDir,LSt_Name,LSt_Type,LSt_PosDir,MSAGComm,Longitude,Latitude"
COUNTY = "OBJECTID,POINT_X,POINT_Y,LATITUDE,LONGITUDE,HOUSE_NUM,FULL_STREET,APT,MUNI,ZIP"
SHORT_E911 = "HNO,HNS,PRD,RD,STS,POD,LATITUDE,LONGITUDE"
ASSESSOR = "PARCELID,SITUS_NUM,SITUS_DIR,SITUS_STREET,SITUS_TYPE,SITUS_UNIT,SITUS_CITY,CENTROID_X,CENTROID_Y"
SHAPEFILE = "HOUSE_NUMB,STREET_NAM,STREET_TYP,UNIT_NUMBE,POINT_X,POINT_Y"
PORTAL = "the_geom,H_NO,HNO_SUFFIX,ST_NAME,ZIPCODE"
WHOLE = "Site Address;Latitude;Longitude"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (OPENADDRESSES, {"longitude": "LON", "number": "NUMBER", "street": "STREET", "unit": "UNIT", "id": "ID"}),
        (E911, {"number": "Add_Number", "street_name": "St_Name", "street_after_1": "St_PosTyp", "latitude": "Lat"}),
        (OLD_E911, {"number": "AddNum", "street_before_2": "LSt_PreDir", "street_name": "LSt_Name"}),
        (COUNTY, {"latitude": "LATITUDE", "longitude": "LONGITUDE", "number": "HOUSE_NUM", "street": "FULL_STREET"}),
        (WHOLE, {"whole": "Site Address", "latitude": "Latitude"}),
        (SHORT_E911, {"number": "HNO", "street_before_2": "PRD", "street_name": "RD", "street_after_1": "STS"}),
        (
            ASSESSOR,
            {"number": "SITUS_NUM", "street": "SITUS_STREET", "street_after_1": "SITUS_TYPE", "unit": "SITUS_UNIT"},
        ),
        (SHAPEFILE, {"number": "HOUSE_NUMB", "street_name": "STREET_NAM", "street_after_1": "STREET_TYP"}),
        (PORTAL, {"point": "the_geom", "number": "H_NO", "street_name": "ST_NAME"}),
    ],
    ids=["OpenAddresses", "E911", "older E911", "county", "one column", "short", "assessor", "cut off", "portal"],
)
def test_names_of_columns_are_recognised(header, found):
    columns = understood(header.replace(";", ",").split(","))
    assert found.items() <= columns.items()


def test_a_preview_shows_what_was_understood_with_examples(tmp_path):
    path = tmp_path / "county.csv"
    path.write_text(f"{E911}\nX1,0012,1/2,N,CLINTON,AVE,APT 3B,,Albany,12210,-73.75,42.65\n")
    preview = preview_columns(path)
    used = {use.column: (use.field, use.examples) for use in preview.columns}
    assert used["Add_Number"] == ("number", ("0012",))
    assert preview.missing == ()
    assert preview.addresses == ("12 1/2 North Clinton Avenue #3B Albany",)


@pytest.mark.parametrize(
    ("header", "row", "address"),
    [
        ("LAT,LON,NUMBER,STREET,TYPE_,STREETTYPE,STDIR", "1,2,12,CLINTON,x,AVE,W", "12 West Clinton Avenue"),
        ("LAT,LON,NUMBER,STREET,STREETTYPE,STDIR", "1,2,12,W CLINTON AVE,AVE,W", "12 West Clinton Avenue"),
        ("LAT,LON,NUMBER,STREET", "1,2,12 APT 4,Elm Street", "12 Elm Street #4"),
        ("LAT,LON,NUMBER,STREET", "1,2,12 #B,Elm Street", "12 Elm Street #B"),
        ("LAT,LON,NUMBER,STREET", "1,2,12B,Elm Street", "12B Elm Street"),
        ("LAT,LON,NUMBER,STREET", "1,2,12½,Elm Street", "12 1/2 Elm Street"),
        ("LAT,LON,NUMBER,STREET", "1,2,12 - 16,Elm Street", "12-16 Elm Street"),
        ("LAT,LON,NUMBER,STREET,NUMBER", "1,2,12,Elm Street,99", "12 Elm Street"),
        ("WKT,NUMBER,STREET", "POINT (-73.75 42.65),12,Elm Street", "12 Elm Street"),
        ("location,NUMBER,STREET", '"(42.65, -73.75)",12,Elm Street', "12 Elm Street"),
        ("Our addresses 2026,,,\n\nLAT,LON,NUMBER,STREET", "1,2,12,Elm Street", "12 Elm Street"),
        ("sep=;\nLAT;LON;NUMBER;STREET", "1;2;12;Elm Street", "12 Elm Street"),
    ],
)
def test_a_row_is_understood_as_an_office_meant_it(tmp_path, header, row, address):
    path = tmp_path / "county.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert preview_columns(path).addresses == (address,)


def test_a_preview_says_what_is_missing_and_a_mapping_mends_it(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("A,B,STREET,LAT,LON\nx,12,Clinton Ave,42.65,-73.75\n")
    assert preview_columns(path).missing == ("number",)
    assert preview_columns(path, {"number": "b"}).addresses == ("12 Clinton Ave",)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_old_and_new_encodings_are_read(tmp_path, encoding):
    path = tmp_path / "names.csv"
    path.write_bytes("LAT,LON,NUMBER,STREET\n42.65,-73.75,12,Peña Street\n".encode(encoding))
    (row,) = open_table(path).rows()
    assert row.values["STREET"] == "Peña Street"
    assert next(iter(row.values)) == "LAT"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_separator_is_found(tmp_path, separator):
    path = tmp_path / "rows.csv"
    path.write_text(separator.join(("LAT", "LON", "NUMBER", "STREET")) + "\n")
    assert open_table(path).columns == ("LAT", "LON", "NUMBER", "STREET")


def test_a_quotation_mark_left_open_spoils_one_row_only(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text('LAT,LON,NUMBER,STREET\n1,2,3,"Elm\n1,2,4,Oak\n1,2\n1,2,5,"Ash"\n1,2,6,"Two\nLines"\n')
    rows = list(open_table(path).rows())
    assert [(row.number, row.problem) for row in rows] == [
        (2, "wrong_columns"),
        (3, ""),
        (4, "wrong_columns"),
        (5, ""),
        (6, ""),
    ]


def feature(number: int) -> dict:
    return {
        "type": "Feature",
        "properties": {"number": number, "street": "Elm"},
        "geometry": {"type": "Point", "coordinates": [-73.75, 42.65]},
    }


def geojson(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(
    ("text", "numbers", "problems"),
    [
        (geojson(feature(1), feature(2)), ["1", "2"], []),
        ("\n".join(json.dumps(feature(n)) for n in (1, 2, 3)), ["1", "2", "3"], []),
        ("\n".join((json.dumps(feature(1)), "{oops", json.dumps(feature(2)))), ["1", "2"], [(2, "not_json")]),
        (geojson(feature(1), 7, feature(2)), ["1", "2"], [(2, "not_json")]),
        (geojson(feature(1), feature(2)).replace('"number": 1', '"number": 1 1'), ["2"], [(1, "not_json")]),
        (geojson(feature(1), feature(2))[:-30], ["1"], [(2, "not_json")]),
    ],
    ids=["collection", "lines", "a bad line", "a number among them", "damaged", "cut short"],
)
def test_geojson_is_read_one_feature_at_a_time(tmp_path, text, numbers, problems):
    path = tmp_path / "points.geojson"
    path.write_text(text)
    rows = list(open_table(path).rows())
    assert [row.values["number"] for row in rows if not row.problem] == numbers
    assert [(row.number, row.problem) for row in rows if row.problem] == problems
    assert all(row.values[LATITUDE] == "42.65" and row.values[LONGITUDE] == "-73.75" for row in rows if row.values)


def test_the_middle_of_a_drawn_building_is_its_place(tmp_path):
    path = tmp_path / "shapes.geojson"
    shape = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]}
    path.write_text(geojson({**feature(1), "geometry": shape}))
    (row,) = open_table(path).rows()
    assert (row.values[LONGITUDE], row.values[LATITUDE]) == ("2.0", "1.0")


def test_a_shape_is_believed_before_columns_that_may_hold_the_feet_of_a_state_grid(tmp_path):
    path = tmp_path / "points.geojson"
    thing = feature(1)
    path.write_text(geojson({**thing, "properties": {**thing["properties"], "X": 688000, "Y": 1395000}}))
    table = open_table(path)
    assert understood(table.columns).items() >= {"latitude": LATITUDE, "longitude": LONGITUDE}.items()


def test_columns_stand_in_where_features_have_no_shape(tmp_path):
    path = tmp_path / "points.geojson"
    thing = feature(1)
    told = {**thing["properties"], "lat": 42.65, "lon": -73.75}
    path.write_text(geojson({**thing, "geometry": None, "properties": told}))
    assert understood(open_table(path).columns).items() >= {"latitude": "lat", "longitude": "lon"}.items()


@pytest.mark.parametrize("text", [geojson(), json.dumps({"a": 1}), json.dumps([feature(1)])])
def test_json_without_features_says_so(tmp_path, text):
    path = tmp_path / "what.json"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"what\.json is JSON, but holds no GeoJSON features"):
        open_table(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>404</html>", b"PK\x03\x04\0\0\0\0", b"\x1f\x8b\x08\x00broken"],
    ids=["empty", "a page", "xlsx", "gz"],
)
def test_what_is_no_table_says_so(tmp_path, content):
    path = tmp_path / "what.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="neither CSV nor GeoJSON"):
        open_table(path)


def test_every_field_has_words_for_people():
    from waymeet.organizing.turf.addresses import FIELD_WORDS

    assert set(FIELD_WORDS) == set(FIELDS)
