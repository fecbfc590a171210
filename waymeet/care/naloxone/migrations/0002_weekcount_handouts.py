from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("care_naloxone", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="weekcount",
            name="handouts",
            field=models.IntegerField(default=0),
        ),
    ]
