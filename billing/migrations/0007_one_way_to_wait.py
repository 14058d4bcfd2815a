"""Renders wait for a spend cap in the same state as for a person: steps that were set to never are free again.

Whatever still waits is stopped anew with the next look at the caps.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("billing", "0006_card_and_seats"), ("farm", "0007_vendor_jobs")]
    operations = [
        migrations.RunSQL(
            [
                "SET LOCAL ROLE studio_system",  # the owner of the tables sees no workspace
                "UPDATE farm_step SET not_before = now() WHERE not_before > '9000-01-01'",
                "SET LOCAL ROLE NONE",
            ],
            migrations.RunSQL.noop,
        )
    ]
