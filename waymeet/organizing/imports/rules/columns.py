"""Which column of a list of people holds what, recognised by the names that tools really write.

Sources of the names: VAN exports and bulk files ("VANID", "Do Not Call", "Cell Phone"), Action Network ("first_name",
"can2_phone", "email_subscription_status"), Mobilize ("First name", "Mobile number"), and what people type in English
and Spanish.
"""

import re
from collections.abc import Sequence

KNOWN: dict[str, str] = {
    "name": "name fullname displayname contactname contact person nombre nombrecompleto persona",
    "first": "first firstname fname fn givenname given forename nombres primernombre nombredepila",
    "middle": "middle middlename mname mn middleinitial mi segundonombre",
    "last": "last lastname lname ln surname familyname apellido apellidos",
    "suffix": "suffix namesuffix suf sufijo",
    "chosen": "chosenname preferredname nickname goesby preferred calledname nombreelegido apodo seudonimo",
    "pronouns": "pronouns pronoun pronombres pronombre",
    "languages": "language languages preferredlanguage languagepreference lang spokenlanguage languageswritten "
    "languagesspoken idioma idiomas lengua idiomapreferido",
    "phone": "phone phones phonenumber phoneno telephone tel cell cellphone cellphonenumber mobile mobilephone "
    "mobilenumber mobilephonenumber homephone homephonenumber workphone preferredphone primaryphone phone1 phone2 "
    "phone3 can2phone otherphone secondphone secondaryphone home work landline whatsapp telefono telefonos celular "
    "movil numero numerodetelefono "
    "telefonocelular telefonodecasa",
    "email": "email emails emailaddress mail preferredemail primaryemail otheremail personalemail email1 email2 "
    "workemail homeemail correo correoelectronico correos",
    "address": "address addresses fulladdress streetaddress street mailingaddress homeaddress address1 addressline1 "
    "addr addr1 vaddress maddress can2useraddress residence direccion domicilio calle",
    "address_more": "address3 addressline3 address2 addressline2 apt apartment unit aptno addr2 apartamento depto "
    "departamento",
    "city": "city town municipality mcity can2usercity can2city ciudad pueblo",
    "state": "state stateorprovince province st mstate can2stateabbreviated can2userstate estado",
    "zip": "zip zipcode ziporpostal postalcode postcode zippostal zip5 mzip mzip5 can2userzip can2zip "
    "codigopostal cp",
    "when": "besttime besttimetocall whentocall timetocall calltime mejorhora cuandollamar horario",
    "since": "since datejoined joined joindate membersince datecreated createdat signupdate dateadded added "
    "createddate creationdate fechadeingreso desde fecha",
    "no_contact": "donotcontact dnc nocontactar optout optedout unsubscribed remove",
    "no_call": "donotcall donotcalls nocall nocalls callsoptout nollamar",
    "no_text": "donottext donottexts notext notexts textoptout smsoptout nomensajes notextear",
    "no_email": "donotemail noemail emailoptout emailunsubscribed nocorreo unsubscribedfromemail",
    "no_letter": "donotmail nomail nocartas",
    "no_visit": "donotwalk donotknock nowalk novisitar",
    "email_status": "emailsubscriptionstatus subscriptionstatus can2subscriptionstatus emailstatus emailsubscribed "
    "subscribed",
    "text_status": "phoneoptinstatusid phoneoptinstatus smssubscriptionstatus smsoptin textoptin cantext "
    "mobileoptin smspermission mobilesubscriptionstatus smsoptinstatus smsstatus can2smsstatus can2phonemobilestatus",
    "note": "note notes comment comments remarks nota notas comentario comentarios observaciones",
    "id": "vanid votervanid voterfilevanid myvanid mycampaignid externalid actionnetworkid anid uuid userid mobilizeid "
    "personid contactid memberid id identifier",
    "result": "resultid resultcodeid",
    "contact_type": "contacttypeid contacttype",
    "canvasser": "canvassedby canvassedbyuserid canvassedbyname canvassername",
    "day": "datecanvassed contactedon canvassedon",
    "code": "activistcodeid",
    "code_name": "activistcodename activistcode",
}  # fmt: skip
FIELD_OF = {name: field for field, names in KNOWN.items() for name in names.split()}
FIELDS = tuple(KNOWN)
FINDS = frozenset({"name", "first", "last", "chosen", "phone", "email", "address"})
REFUSALS = ("no_contact", "no_call", "no_text", "no_email", "no_letter", "no_visit", "email_status", "text_status")
# Fields that several columns may hold together; of refusals none is passed over.
MANY = frozenset({"phone", "email", "note", "address_more", *REFUSALS})

# What helps nobody here and hurts when it is found (hold less; facts of security, and of care standards).
HURTS = re.compile(
    r"ssn|socialsec|segurosocial|birth|nacimiento|diagnos|hepat|medicaid|medicare|medical|insurance|healthcond|"
    r"mentalhealth|saludmental|migrator|migrant|migracion|immigra|inmigra|citizen|ciudadan|undocument|indocument|"
    r"passport|pasaporte|greencard|asylum|asilo|refugee|licen[cs]e|convict|felon|arrest|parole|probation|incarcer|"
    r"encarcel|prison|crimin|antecedent|penales|legalstatus|estatuslegal|racial|ethnic|etnia|religio|substance|drug|"
    r"droga|overdose|sobredosis|treatment|tratamiento|methadon|metadona|suboxone|buprenorph|naloxon|narcan|disab|"
    r"discapac|income|ingreso|tribal|sexual|orientation|householdsize|pregnan|embaraz"
)
WORDS = "dob age edad hiv vih race raza visa jail bank card tribe salud health ssn nss curp itin daca courts condena"
HURTING_WORDS = frozenset(WORDS.split())


def plain(column: str) -> str:
    """So that "Do Not Call", "do_not_call" and "DoNotCall" are one name; accents do not count."""
    from unicodedata import combining, normalize

    apart = "".join(sign for sign in normalize("NFKD", column.casefold()) if not combining(sign))
    return re.sub(r"[^a-z0-9]", "", apart)


def hurts(column: str) -> bool:
    """A column that is left out whoever asks for it. "Race" is one; "Grace" and "Terrace" are none."""
    name = plain(column)
    parts = {plain(part) for part in re.findall(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+", column)}
    return name not in FIELD_OF and bool(HURTS.search(name) or (parts | {name}) & HURTING_WORDS)


def guess(columns: Sequence[str]) -> dict[int, str]:
    """Place of a column -> field. Of several columns for a field that takes one, the first."""
    found: dict[int, str] = {}
    for at, column in enumerate(columns):
        field = _field(column)
        if field and (field in MANY or field not in found.values()):
            found[at] = field
    return found


def _field(column: str) -> str:
    if hurts(column):
        return ""
    name = plain(column)
    numbered = re.sub(r"\d+$", "", name)
    return FIELD_OF.get(name) or (FIELD_OF.get(numbered, "") if FIELD_OF.get(numbered) in MANY else "")


def kind_of(fields: Sequence[str]) -> str:
    """What the rows are: "results" or "codes" of VAN about people who are here, or "people"."""
    if "id" in fields and "code" in fields:
        return "codes"
    if "id" in fields and "result" in fields and "day" in fields:
        return "results"
    return "people"


def source_of(columns: Sequence[str]) -> str:
    """Which tool wrote the file, as its own ids are kept under that name."""
    names = {plain(column) for column in columns}
    if names & {"vanid", "votervanid", "voterfilevanid", "myvanid", "mycampaignid"}:
        return "van"
    if any(name.startswith("can2") for name in names) or "emailsubscriptionstatus" in names:
        return "action_network"
    return "mobilize" if any("mobilize" in name for name in names) else "list"
