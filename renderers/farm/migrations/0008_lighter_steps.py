"""What nothing reads any more is gone from the table that is written most.

Code since `0002_fair_lanes` neither reads nor writes `priority`, so processes of the release before this one go on
while it is dropped. The two indexes serve LIKE, which nobody asks of an id, and were written at every change of a
step's state. A long transaction is not waited for: everybody else would wait behind this; run it again then.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("farm", "0007_vendor_jobs")]

    operations = [
        migrations.RunSQL(
            sql=[
                "SET LOCAL lock_timeout = '5s'",
                "ALTER TABLE farm_step DROP COLUMN IF EXISTS priority",
                "DROP INDEX IF EXISTS farm_step_id_6b78014d_like",
                "DROP INDEX IF EXISTS farm_step_workspace_id_7f2805a8_like",
            ],
            reverse_sql=[
                "SET LOCAL lock_timeout = '5s'",
                "ALTER TABLE farm_step ADD COLUMN IF NOT EXISTS priority integer NOT NULL DEFAULT 0",
                "CREATE INDEX IF NOT EXISTS farm_step_id_6b78014d_like ON farm_step (id varchar_pattern_ops)",
                "CREATE INDEX IF NOT EXISTS farm_step_workspace_id_7f2805a8_like"
                " ON farm_step (workspace_id varchar_pattern_ops)",
            ],
        ),
    ]
