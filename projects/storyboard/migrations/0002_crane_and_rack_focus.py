"""Two more things a camera does."""

from django.db import migrations, models

MOVEMENTS = (
    "static push_in pull_out pan_left pan_right tilt_up tilt_down track crane handheld rack_focus"
).split()


class Migration(migrations.Migration):
    dependencies = [("storyboard", "0001_initial")]

    operations = [
        migrations.AlterField(
            "shot",
            "movement",
            models.CharField(choices=[(name, name.upper()) for name in MOVEMENTS], max_length=16),
        ),
    ]
