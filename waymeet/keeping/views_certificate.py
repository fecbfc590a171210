"""The page of a certificate of erasure: the answer to the request that erased."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymeet.keeping import certificates


def certificate_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Call it once the erasure is committed; `kind` is one of certificates.KINDS. It is shown this once."""
    made = certificates.certify(kind)
    response = render(
        request, "keeping/certificate.html", {"certificate": made, "sentences": certificates.sentences(made)}
    )
    response["Cache-Control"] = "no-store"
    return response
