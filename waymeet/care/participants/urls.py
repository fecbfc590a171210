"""Files of outreach participants, at the desk."""

from waymeet.care.participants.room import ROOM
from waymeet.casefiles.addresses import addresses

app_name = ROOM.urls
urlpatterns = addresses(ROOM)
