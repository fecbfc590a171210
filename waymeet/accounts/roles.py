"""Roles and what each may do: the one table; the matrix page and every permission check read it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class May(StrEnum):
    """One thing a person may do, in the words of the matrix page (`WORDS`)."""

    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_TOWN = "see_town"
    IMPORT_TOWN = "import_town"
    SEE_TURF = "see_turf"
    CUT_TURF = "cut_turf"
    HAND_OUT_TURF = "hand_out_turf"
    TAKE_TURF = "take_turf"
    SEE_RESULTS = "see_results"
    READ_DOOR_NOTES = "read_door_notes"
    READ_INTRODUCTIONS = "read_introductions"
    SEE_CONTACTS = "see_contacts"
    READ_GUARDED = "read_guarded"
    HOLD_ONE_ON_ONES = "hold_one_on_ones"
    BRING_IN_CONTACTS = "bring_in_contacts"
    RUN_EVENTS = "run_events"
    ASSESS = "assess"
    RUN_CAMPAIGNS = "run_campaigns"
    MAKE_LISTS = "make_lists"
    EXPORT_CONTACTS = "export_contacts"
    WRITE_TO_LISTS = "write_to_lists"
    SEE_TALLIES = "see_tallies"
    KEEP_TRAININGS = "keep_trainings"
    WORK_QUARANTINE = "work_quarantine"
    OPEN_NIGHT = "open_night"
    OPEN_POOL = "open_pool"
    READ_OUTREACH_NOTES = "read_outreach_notes"
    SEE_HANDOUTS = "see_handouts"
    MANAGE_SUPPLIES = "manage_supplies"
    TAKE_REVERSALS = "take_reversals"
    REVIEW_REVERSALS = "review_reversals"
    SIGN_ALERTS = "sign_alerts"
    TEACH = "teach"
    REFER = "refer"
    KEEP_DIRECTORY = "keep_directory"
    REPORT_TO_FUNDERS = "report_to_funders"
    KEEP_QUESTIONS = "keep_questions"
    VETO_QUESTIONS = "veto_questions"
    READ_PARTICIPANTS = "read_participants"
    HAND_ON = "hand_on"
    WRITE_DEBRIEFS = "write_debriefs"
    KEEP_STIPENDS = "keep_stipends"
    READ_CASES = "read_cases"
    SEND_DIVERSION = "send_diversion"
    ANSWER_PAGES = "answer_pages"
    KEEP_LEDGER = "keep_ledger"
    READ_LEDGER = "read_ledger"
    KEEP_RULES = "keep_rules"
    KEEP_FEEDS = "keep_feeds"
    GOVERN = "govern"
    HAND_OFF = "hand_off"
    HOLD_TEAM_KEYS = "hold_team_keys"
    SEE_RELEASES = "see_releases"
    PROPOSE_RELEASE = "propose_release"
    REVIEW_RELEASE = "review_release"
    HANDLE_DEMANDS = "handle_demands"
    READ_AUDIT = "read_audit"


WORDS = {
    May.MANAGE_ACCOUNTS: _("invite people, change roles, end accounts"),
    May.SEE_TOWN: _("see streets, doors and areas"),
    May.IMPORT_TOWN: _("bring in streets and addresses"),
    May.SEE_TURF: _("see turfs and who is out"),
    May.CUT_TURF: _("open a pass and cut turf"),
    May.HAND_OUT_TURF: _("hand out turf and take it back"),
    May.TAKE_TURF: _("take a turf on a phone"),
    May.SEE_RESULTS: _("see results by turf, pass, team and day"),
    May.READ_DOOR_NOTES: _("read notes made at doors"),
    May.READ_INTRODUCTIONS: _("read who asked to be called"),
    May.SEE_CONTACTS: _("keep people who chose to be known"),
    May.READ_GUARDED: _("open guarded groups and notes about people, and let people go"),
    May.HOLD_ONE_ON_ONES: _("plan one-on-ones and write them up"),
    May.BRING_IN_CONTACTS: _("bring in lists of people, and join two rows that are one person"),
    May.RUN_EVENTS: _("plan events and shifts, and sign people in"),
    May.ASSESS: _("assess, and see who leads and who follows"),
    May.RUN_CAMPAIGNS: _("run structure tests, coalitions and demands"),
    May.MAKE_LISTS: _("make lists of people and call sheets"),
    May.EXPORT_CONTACTS: _("take people out as a file"),
    May.WRITE_TO_LISTS: _("email and text the people of a list"),
    May.SEE_TALLIES: _("see how organizing goes, in counts"),
    May.KEEP_TRAININGS: _("keep courses, and who of the team has had which"),
    May.WORK_QUARANTINE: _("work through what was put aside"),
    May.OPEN_NIGHT: _("open a kit night"),
    May.OPEN_POOL: _("open what came in from a kit night"),
    May.READ_OUTREACH_NOTES: _("read notes to the outreach team"),
    May.SEE_HANDOUTS: _("see hand-outs by area and week"),
    May.MANAGE_SUPPLIES: _("keep supplies"),
    May.TAKE_REVERSALS: _("take reversal reports, and call whoever would like to talk"),
    May.REVIEW_REVERSALS: _("look over every reversal report"),
    May.REFER: _("offer referrals, and follow how they go"),
    May.TEACH: _("write down trainings of participants, and print certificates"),
    May.SIGN_ALERTS: _("sign off alerts, after which everybody may read them"),
    May.KEEP_DIRECTORY: _("keep the directory of services, and say how a door is"),
    May.REPORT_TO_FUNDERS: _("report to funders, and plan how many kits are needed"),
    May.KEEP_QUESTIONS: _("keep the questions that participants may be asked, and what they answered"),
    May.VETO_QUESTIONS: _("read every question with its reason, and veto it"),
    May.READ_PARTICIPANTS: _("open files of outreach participants"),
    May.HAND_ON: _("put down what is taken along and handed on to others"),
    May.WRITE_DEBRIEFS: _("say how a night was, and see their own stipends"),
    May.KEEP_STIPENDS: _("put down and pay stipends of peers"),
    May.READ_CASES: _("open LEAD case files"),
    May.SEND_DIVERSION: _("offer LEAD in place of an arrest, and see how far their own referrals are"),
    May.ANSWER_PAGES: _("be paged by officers, and keep who is on call"),
    May.KEEP_LEDGER: _("keep the ledger of eligible incidents, offered or not"),
    May.READ_LEDGER: _("read what the ledger of incidents adds up to"),
    May.KEEP_RULES: _("write rules for who is offered LEAD, and try them on the past"),
    May.KEEP_FEEDS: _("bring in what agencies sent, and see how much of it we hold"),
    May.GOVERN: _("keep meetings, votes, promises, and what was asked of agencies"),
    May.HAND_OFF: _("offer somebody a hand-off to another team"),
    May.HOLD_TEAM_KEYS: _("hold a team's key, change it and print its sheets"),
    May.SEE_RELEASES: _("see numbers on their way out"),
    May.PROPOSE_RELEASE: _("propose a number for release"),
    May.REVIEW_RELEASE: _("review a number before release"),
    May.HANDLE_DEMANDS: _("log a legal demand and decide about it"),
    May.READ_AUDIT: _("read who did what, never a value"),
}


class Role(TextChoices):
    """A person can hold several."""

    ADMINISTRATOR = "administrator", _("administrator")
    ORGANIZER = "organizer", _("organizer")
    FIELD_LEAD = "field_lead", _("field lead")
    CANVASSER = "canvasser", _("canvasser")
    OUTREACH_WORKER = "outreach_worker", _("outreach worker")
    PEER = "peer", _("peer")
    CASE_MANAGER = "case_manager", _("case manager")
    DIRECTOR = "director", _("program director")
    CLINICAL_DIRECTOR = "clinical_director", _("clinical director")
    REVIEWER = "reviewer", _("reviewer")
    ADVISOR = "advisor", _("participant advisor")
    OFFICER = "officer", _("police officer")
    PROJECT_MANAGER = "project_manager", _("LEAD project manager")
    COORDINATOR = "coordinator", _("coordinating group member")


MAY: dict[Role, frozenset[May]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            May.MANAGE_ACCOUNTS,
            May.SEE_TOWN,
            May.IMPORT_TOWN,
            May.KEEP_DIRECTORY,
            May.SEE_RELEASES,
            May.HANDLE_DEMANDS,
            May.READ_AUDIT,
        }
    ),
    Role.ORGANIZER: frozenset(
        {
            May.SEE_TOWN,
            May.IMPORT_TOWN,
            May.SEE_TURF,
            May.CUT_TURF,
            May.HAND_OUT_TURF,
            May.TAKE_TURF,
            May.SEE_RESULTS,
            May.READ_DOOR_NOTES,
            May.READ_INTRODUCTIONS,
            May.SEE_CONTACTS,
            May.READ_GUARDED,
            May.HOLD_ONE_ON_ONES,
            May.BRING_IN_CONTACTS,
            May.RUN_EVENTS,
            May.ASSESS,
            May.RUN_CAMPAIGNS,
            May.MAKE_LISTS,
            May.EXPORT_CONTACTS,
            May.WRITE_TO_LISTS,
            May.SEE_TALLIES,
            May.KEEP_TRAININGS,
            May.WORK_QUARANTINE,
            May.HAND_OFF,
            May.HOLD_TEAM_KEYS,
            May.SEE_RELEASES,
            May.PROPOSE_RELEASE,
        }
    ),
    Role.FIELD_LEAD: frozenset(
        {
            May.SEE_TOWN,
            May.SEE_TURF,
            May.CUT_TURF,
            May.HAND_OUT_TURF,
            May.TAKE_TURF,
            May.SEE_RESULTS,
            May.SEE_CONTACTS,
            May.RUN_EVENTS,
            May.MAKE_LISTS,
            May.SEE_TALLIES,
        }
    ),
    Role.CANVASSER: frozenset({May.TAKE_TURF}),
    Role.OUTREACH_WORKER: frozenset(
        {
            May.TAKE_TURF,
            May.OPEN_NIGHT,
            May.OPEN_POOL,
            May.READ_OUTREACH_NOTES,
            May.SEE_HANDOUTS,
            May.MANAGE_SUPPLIES,
            May.TAKE_REVERSALS,
            May.TEACH,
            May.REFER,
            May.KEEP_DIRECTORY,
            May.REPORT_TO_FUNDERS,
            May.KEEP_QUESTIONS,
            May.HAND_ON,
            May.READ_PARTICIPANTS,
            May.KEEP_TRAININGS,
            May.HAND_OFF,
            May.HOLD_TEAM_KEYS,
            May.SEE_RELEASES,
            May.PROPOSE_RELEASE,
        }
    ),
    Role.PEER: frozenset({May.HAND_ON, May.WRITE_DEBRIEFS}),
    Role.CASE_MANAGER: frozenset(
        {May.READ_CASES, May.ANSWER_PAGES, May.HAND_OFF, May.HOLD_TEAM_KEYS, May.SEE_RELEASES}
    ),
    Role.DIRECTOR: frozenset(
        {
            May.KEEP_STIPENDS,
            May.REPORT_TO_FUNDERS,
            May.KEEP_QUESTIONS,
            May.SEE_RELEASES,
            May.PROPOSE_RELEASE,
            May.HANDLE_DEMANDS,
            May.READ_AUDIT,
            May.REVIEW_REVERSALS,
            May.SIGN_ALERTS,
        }
    ),
    Role.CLINICAL_DIRECTOR: frozenset({May.REVIEW_REVERSALS, May.SIGN_ALERTS}),
    Role.REVIEWER: frozenset({May.SEE_RELEASES, May.REVIEW_RELEASE}),
    Role.ADVISOR: frozenset({May.VETO_QUESTIONS}),
    Role.OFFICER: frozenset({May.SEND_DIVERSION}),
    Role.PROJECT_MANAGER: frozenset(
        {
            May.KEEP_LEDGER,
            May.READ_LEDGER,
            May.KEEP_RULES,
            May.KEEP_FEEDS,
            May.GOVERN,
            May.SEE_RELEASES,
            May.PROPOSE_RELEASE,
        }
    ),
    Role.COORDINATOR: frozenset({May.READ_LEDGER, May.KEEP_RULES, May.GOVERN, May.SEE_RELEASES}),
}

# Police send a referral and see how far it is, and nothing else: whoever is an officer is nothing besides.
ALONE: frozenset[Role] = frozenset({Role.OFFICER})

# The teams whose keys open sealed content, by the role that makes somebody a member. Outreach has two: one by the month
# for what has no name, destroyed on its day, and one for the files of participants who chose to have one.
TEAMS_OF: dict[Role, tuple[str, ...]] = {
    Role.ORGANIZER: ("organizing",),
    Role.OUTREACH_WORKER: ("outreach", "participants"),
    Role.CASE_MANAGER: ("casework",),
    **dict.fromkeys((Role.DIRECTOR, Role.ADMINISTRATOR), ("counsel",)),  # who handles legal demands reads them
}

# Whoever holds a team's key, invites others, decides about a legal demand or lets a number out shows a second step.
NEEDS_SECOND_STEP: frozenset[Role] = frozenset(
    {
        *TEAMS_OF,
        Role.ADMINISTRATOR,
        Role.DIRECTOR,
        Role.CLINICAL_DIRECTOR,
        Role.REVIEWER,
        Role.PROJECT_MANAGER,
        Role.COORDINATOR,
    }
)
