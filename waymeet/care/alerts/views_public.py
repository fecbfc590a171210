"""What hangs now, for anybody: no account, no cookie, no program in the browser."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymeet.care.alerts import queries
from waymeet.design import outside
from waymeet.kernel.policy import anybody

OPEN = "An alert is for everybody, and whoever reads it is asked nothing."


@anybody(OPEN)
@csrf_exempt  # the button that switches the language posts; nothing is changed by it
@never_cache
def now(request: HttpRequest) -> HttpResponse:
    language = outside.language_of(request)
    with override(language):
        shown = [
            {"row": row, "words": row.words_es if language == "es" else row.words_en, "places": queries.places(row)}
            for row in queries.in_force()
        ]
        return HttpResponse(render_to_string("alerts/now.html", {"alerts": shown, "language": language}))
