import django.db.models.deletion
import waymeet.care.naloxone.models
from django.db import migrations, models


def no_visit_of_what_was_taken_back(apps, schema_editor):
    """At a door only kits were taken back, never the visit."""
    rows = apps.get_model("care_naloxone", "KitHandout").objects.using(schema_editor.connection.alias)
    rows.filter(taken_back=True).update(people=0)


class Migration(migrations.Migration):

    dependencies = [
        ('care_naloxone', '0003_keyed_codes'),
        ('care_supplies', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='kithandout',
            name='people',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='kithandout',
            name='reached',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='kithandout',
            name='reason',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='kithandout',
            name='secondary',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='WeekVisits',
            fields=[
                ('id', models.BigAutoField(default=waymeet.care.naloxone.models.random_key, primary_key=True, serialize=False)),
                ('iso_week', models.CharField(max_length=8)),
                ('area_number', models.PositiveIntegerField()),
                ('secondary', models.BooleanField()),
                ('reason', models.PositiveSmallIntegerField()),
                ('people', models.IntegerField(default=0)),
                ('reached', models.IntegerField(default=0)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='care_supplies.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('program', 'iso_week', 'area_number', 'secondary', 'reason'), name='one_sum_of_visits_a_week_area_and_reason')],
            },
        ),
        migrations.RunPython(no_visit_of_what_was_taken_back, migrations.RunPython.noop),
        migrations.RunPython(no_visit_of_what_was_taken_back, migrations.RunPython.noop),
    ]
