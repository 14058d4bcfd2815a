"""A face outlives a name: what a character's look is drawn from is kept apart from what they are called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cast", "0001_initial")]

    operations = [
        migrations.AddField("character", "likeness", models.CharField(blank=True, default="", max_length=200)),
    ]
