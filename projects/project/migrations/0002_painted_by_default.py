"""Films are painted unless somebody says otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("project", "0001_initial")]

    operations = [
        migrations.AlterField("project", "style", models.CharField(default="painterly", max_length=32)),
    ]
