"""The register of questions and surveys, at the desk."""

from django.urls import path

from waymeet.care.questions import views, views_surveys

app_name = "questions"
urlpatterns = [
    path("questions", views.register, name="register"),
    path("questions/begin", views.begin, name="begin"),
    path("questions/add", views.add, name="add"),
    path("questions/<uuid:question_id>/complete", views.complete, name="complete"),
    path("questions/<uuid:question_id>/renew", views.renew, name="renew"),
    path("questions/<uuid:question_id>/retire", views.retire, name="retire"),
    path("questions/<uuid:question_id>/veto", views.veto, name="veto"),
    path("questions/<uuid:question_id>/lift-veto", views.lift_veto, name="lift_veto"),
    path("questions/<uuid:question_id>/let-it-be", views.let_it_be, name="let_it_be"),
    path("surveys", views_surveys.surveys, name="surveys"),
    path("surveys/<uuid:survey_id>", views_surveys.survey, name="survey"),
    path("surveys/<uuid:survey_id>/poster", views_surveys.poster, name="poster"),
    path("surveys/<uuid:survey_id>/paper", views_surveys.paper, name="paper"),
    path("surveys/<uuid:survey_id>/visits", views_surveys.visits, name="visits"),
    path("surveys/<uuid:survey_id>/close", views_surveys.close, name="close"),
]
