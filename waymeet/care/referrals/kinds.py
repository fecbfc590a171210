"""What somebody may be referred to, how it stands, and why it failed. Lists: facts, care standards 3.8."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from waymeet.care.referrals import rules


class Kind(TextChoices):
    """Kinds of help."""

    NALOXONE = "naloxone", _("naloxone and overdose education")
    SYRINGES = "syringes", _("syringe services")
    CHECKING = "checking", _("drug checking")
    MOUD = "moud", _("methadone or buprenorphine")
    DETOX = "detox", _("detox or inpatient treatment")
    OUTPATIENT = "outpatient", _("outpatient treatment")
    HIV_TEST = "hiv_test", _("HIV test")
    HIV_CARE = "hiv_care", _("HIV care")
    PREP = "prep", _("PrEP or PEP")
    HCV_TEST = "hcv_test", _("hepatitis C test")
    HCV_CARE = "hcv_care", _("hepatitis C treatment")
    VACCINE = "vaccine", _("hepatitis A or B vaccine")
    STI = "sti", _("sexual health (STI)")
    TB = "tb", _("tuberculosis")
    WOUND = "wound", _("wound care")
    PRIMARY = "primary", _("primary care")
    DENTAL = "dental", _("dentist")
    REPRODUCTIVE = "reproductive", _("reproductive health")
    MENTAL = "mental", _("mental health")
    CRISIS = "crisis", _("somebody in a crisis")
    HOUSING = "housing", _("housing or shelter")
    WARMING = "warming", _("warming or cooling center")
    FOOD = "food", _("food")
    HYGIENE = "hygiene", _("shower and laundry")
    CLOTHING = "clothing", _("clothing")
    PAPERS = "papers", _("ID documents")
    BENEFITS = "benefits", _("benefits and insurance")
    LEGAL = "legal", _("legal aid or a defender")
    COURT = "court", _("warrants, and going along to court")
    WORK = "work", _("employment")
    EDUCATION = "education", _("education")
    TRANSPORT = "transport", _("transport")
    PHONE = "phone", _("a phone")
    FAMILY = "family", _("family and children")
    VIOLENCE = "violence", _("domestic violence")
    IMMIGRATION = "immigration", _("immigration")
    LEAD = "lead", _("LEAD")
    PEER = "peer", _("peer support")
    ORGANIZING = "organizing", _("a talk with an organizer")


class State(TextChoices):
    """How a referral stands."""

    OFFERED = rules.OFFERED, _("offered")
    DECLINED = rules.DECLINED, _("they do not want it")
    WANTED = rules.WANTED, _("they want it")
    SENT = rules.SENT, _("sent")
    RECEIVED = rules.RECEIVED, _("the service has it")
    ACCEPTED = rules.ACCEPTED, _("the service takes them")
    REFUSED = rules.REFUSED, _("the service refused")
    FIRST_VISIT = rules.FIRST_VISIT, _("they got there")
    NO_CONNECT = rules.NO_CONNECT, _("it did not work out")
    DONE = rules.DONE, _("done")
    REVOKED = rules.REVOKED, _("taken back by them")


class Reason(TextChoices):
    """Why it failed."""

    WAIT = "wait", _("too long a wait")
    TRANSPORT = "transport", _("no way to get there")
    STIGMA = "stigma", _("treated badly")
    ID = "id", _("asked for identification")
    INSURANCE = "insurance", _("insurance or cost")
    FULL = "full", _("no place free")
    CHANGED_MIND = "changed_mind", _("changed their mind")
    LOST_CONTACT = "lost_contact", _("we lost contact")


class Helped(TextChoices):
    """Whether it helped, as they say themselves."""

    YES = "yes", _("yes")
    NO = "no", _("no")
