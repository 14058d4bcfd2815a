from django.db import migrations

from studio.core.tenancy import FARM_ROLE, FarmTable


class Migration(migrations.Migration):

    dependencies = [('farm', '0002_fair_lanes')]

    operations = [
        FarmTable("farm_render"),
        FarmTable("farm_step"),
        FarmTable("farm_stepdependency"),
        FarmTable("farm_renderstep"),
        FarmTable("farm_artifact"),
        FarmTable("farm_lane"),
        migrations.RunSQL(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON farm_worker TO {FARM_ROLE}",
            f"REVOKE ALL ON farm_worker FROM {FARM_ROLE}",
        ),
    ]
