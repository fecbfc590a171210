"""LEAD case files, at the desk."""

from waymeet.casefiles.addresses import addresses
from waymeet.diversion.casework.room import ROOM

app_name = ROOM.urls
urlpatterns = addresses(ROOM)
