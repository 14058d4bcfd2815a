from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('podcast', '0005_clips'),
    ]

    operations = [
        migrations.AddField(
            model_name='show',
            name='is_explicit',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='show',
            name='is_locked',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='show',
            name='channels',
            field=models.CharField(db_default='stereo', default='stereo', max_length=8),
        ),
        migrations.AddField(
            model_name='show',
            name='loudness',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='show',
            name='running_jokes',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
