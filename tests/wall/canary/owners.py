"""Where a canary may stand in plain, and why: everything that is not here is sealed, or goes.

Keys are patterns over "form field". docs/reference/what-we-hold.md says the same of the fields behind them.
"""

BACKUP = r"backups/.*-content\.tar"
CARE, SIGN_IN, ORGANIZING, DIVERSION = (
    (rf"data/{room}\.sqlite3(-wal)?", BACKUP) for room in ("care", "default", "organizing", "diversion")
)
CONTACTS = r"/organizing/(contacts/(add|\*/change|\*/groups)|groups) .*"
EVENTS = r"/organizing/events/(plan|\*/change|\*/shifts) (title|place|what)"
MESSAGES = r"/organizing/messages/(write|\*/write) .*"
# The name of a list that asks for a guarded group comes from phone.py, and stands under no pattern here.
LIST_NAMES = r"/organizing/lists/(build|\*/change) save-name"
LIST_STREETS = r"/organizing/lists/(build|\*/change) new-street"
COALITIONS = r"/organizing/coalitions/.* .*"
# What may name who told us, or what was said in confidence, is sealed: see the forms of positions and talks.
OFFICE = "who stands together, and who holds which public office, is known; evidence and talks are sealed"
TRAININGS = r"/(trainings|account/trainings)(/\w+|/courses/\*)? .*"
# -> (files in which it may be read, why)
PLAIN: dict[str, tuple[tuple[str, ...], str]] = {
    r"/care/supplies/(items|programs) .*": (CARE, "what a program and an item are called is no secret"),
    r"/care/directory/(add|\*/change) .*": (CARE, "what a service says of itself is public knowledge"),
    r"/care/(questions/add|surveys) .*": (
        CARE,
        "a question and its reason are read by whoever is asked; no answer is in it",
    ),
    r"/care/alerts/(new|\*/change) words_.*": (
        CARE,
        "an alert hangs on walls; whoever signs it has seen that it names nobody",
    ),
    r"/care/kits-needed/curves .*": (CARE, "what a file of published curves is called and where it comes from"),
    r"/care/supplies/(places|places/\*|orders) .*": (CARE, "a storeroom, a maker's lot and who sells it are no secret"),
    r"/diversion/rules/charges (code|name_\w\w)": (
        DIVERSION,
        "what a charge is called is the law's word, and nobody's",
    ),
    r"/diversion/(meetings|asked)(/.*)? (name|place|minutes|words|number)": (
        DIVERSION,
        "minutes, seats and clauses are public words of public bodies; the page says that they name nobody",
    ),
    r"/demands/new agency": (SIGN_IN, "which office asked is counted and listed; what it asked is sealed"),
    MESSAGES: (ORGANIZING, "the group's own words to everybody on a list; a provider outside reads every copy"),
    CONTACTS: (ORGANIZING, "who chose to be known is found by it (decision 0024); words and guarded groups are sealed"),
    LIST_NAMES: (ORGANIZING, "a list that asks for no guarded group has a plain name"),
    LIST_STREETS: (ORGANIZING, "what a list asks; the whole of one that asks what is guarded is sealed"),
    EVENTS: (ORGANIZING, "what an event and a shift are called, and where it is, is on every list and calendar"),
    r"/organizing/coalitions/(?!targets/\* words|officials/\*/talk words).* .*": (ORGANIZING, OFFICE),
    TRAININGS: (SIGN_IN, "a course's name, who taught it and where stand in the list of trainings"),
    r"/organizing/structure-tests/plan .*": (
        ORGANIZING,
        "what was asked of a whole place, and who says how many they are",
    ),
    r"/people/invite (name|shown_as)": (SIGN_IN, "who signs in stands in the list of people"),
}
# -> why nobody reads it back
LEFT_OUT: dict[str, str] = {
    r"/care/codes.* .*": "codes and phrases are kept as keyed hashes, and what a funder's code is made of not at all",
    r"/care/directory words": "what somebody looks for is used for one answer and kept nowhere",
    r"/care/directory/add (email|url|organization_name|state|more|latitude|longitude|\w\w_(opens|closes))": (
        "a line that is no address, number or time is refused; the rest of them is read in tests of the form"
    ),
    r"/organizing/leaders/ladder/change .*": "a ladder is saved only after somebody has seen who would move",
    r"/care/supplies/places/\* receive-number": "a lot is kept as our stock writes it, in capitals",
    r"/care/(questions/add purpose_es|surveys called_es)": "the walk reads English; Spanish is shown to whoever reads it",
    r"/care/supplies/(items|programs|places) .*_es": "the walk reads English; the Spanish name is shown to whoever reads Spanish",
}
# -> who else reads it, rightly
READ_BY_OTHERS: dict[str, str] = {
    r".*/hand-offs/\*/yes told_\w+": "the team it is handed to opens it, and only there is it ever shown again",
    r"/care/directory/.*": "the directory is public knowledge",
    r"/care/(questions|surveys|kits-needed).*": "the team, the director and the advisors read the same register",
    r"/care/supplies/.*": "programs and items are everybody's on the care side",
    MESSAGES: "organizers write messages together",
    CONTACTS: "organizers and field leads keep the same contacts",
    EVENTS: "organizers and field leads run the same events; public ones everybody may know",
    COALITIONS: "organizers keep the same coalitions and demands",
    TRAININGS: "colleagues keep the same courses and sessions",
    r"/people/invite shown_as": "colleagues are shown by the name they go by",
}
# Ids that stand on two sides, by where they stand.
SHARED_IDS: tuple[str, ...] = ()
