from django.db import migrations


class Migration(migrations.Migration):
    """An entry keeps the record itself: its hash says nothing more."""

    dependencies = [("organizing_canvass", "0001_initial")]
    operations = [migrations.RemoveField(model_name="entry", name="digest")]
