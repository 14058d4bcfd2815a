from django.db import migrations

# Who starts workers sees how much waits for each size, and nothing else: no workspace, no film, no label.
_VIEW = """
CREATE VIEW farm_load WITH (security_invoker = true) AS
  SELECT size,
         COALESCE(sum(work) FILTER (WHERE state = 'ready' AND not_before <= now()), 0) AS waiting_seconds,
         count(*) FILTER (WHERE state = 'ready' AND not_before <= now()) AS waiting,
         count(*) FILTER (WHERE state = 'running') AS running
  FROM farm_step WHERE state IN ('ready', 'running') GROUP BY size;
GRANT SELECT ON farm_load TO studio_scaler;
GRANT SELECT (size, work, state, not_before) ON farm_step TO studio_scaler;
CREATE POLICY scaler ON farm_step FOR SELECT TO studio_scaler USING (true);
"""
_BACK = """
DROP POLICY scaler ON farm_step;
REVOKE ALL ON farm_step FROM studio_scaler;
DROP VIEW farm_load;
"""


class Migration(migrations.Migration):

    dependencies = [('farm', '0003_farm_role')]

    operations = [migrations.RunSQL(_VIEW, _BACK)]
