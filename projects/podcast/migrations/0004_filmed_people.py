from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('podcast', '0003_turn_edits'),
    ]

    operations = [
        migrations.AddField(
            model_name='personality',
            name='filmed_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
    ]
