"""After every test here that had people: each is filed under the words they have then, and under no other."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from waymeet.organizing.contacts import filing
from waymeet.organizing.contacts.models import Contact, Filed


def unfiled() -> set[UUID]:
    """Whoever is not filed as `file_all` would file them."""
    there: dict[UUID, set[tuple[str, str]]] = {}
    for contact, under, word in Filed.objects.values_list("contact", "under", "word"):
        there.setdefault(contact, set()).add((under, word))
    wrong = set()
    for row in Contact.objects.prefetch_related("points"):
        numbers = {one.folded for one in row.points.all() if one.kind == "phone"}
        right = {(str(under), word) for under, words in filing.filed_as(row, numbers) for word in words}
        if there.get(row.pk, set()) != right:
            wrong.add(row.pk)
    return wrong


@pytest.fixture(autouse=True)
def filed_as_they_are(request: pytest.FixtureRequest) -> Iterator[None]:
    marked = request.node.get_closest_marker("django_db")
    if marked is None or (
        "organizing" not in marked.kwargs.get("databases", ()) and marked.kwargs.get("databases") != "__all__"
    ):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    assert unfiled() == set()
