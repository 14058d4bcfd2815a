"""A character's voice may be one that was trained and brought, and is tuned for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cast", "0005_references")]

    operations = [
        migrations.AddField(
            "character",
            "voice_tuning",
            models.JSONField(default=dict, db_default=models.Value({}, models.JSONField())),
        ),
        migrations.AlterField(
            "reference",
            "kind",
            models.CharField(
                choices=[
                    ("front", "Front"),
                    ("profile", "Profile"),
                    ("full_body", "Full Body"),
                    ("expression", "Expression"),
                    ("voice", "Voice"),
                    ("trained_voice", "Trained Voice"),
                    ("voice_index", "Voice Index"),
                ],
                max_length=16,
            ),
        ),
    ]
