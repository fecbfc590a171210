from django.db import migrations, models


class Migration(migrations.Migration):
    """Anybody may send a sealed bundle, so the shelf has an end: how much lies there is asked before one is added."""

    dependencies = [("organizing_canvass", "0002_no_digest_beside_the_record")]
    operations = [migrations.AddField("sealedbundle", "size", models.PositiveIntegerField(default=0))]
