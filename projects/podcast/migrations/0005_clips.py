import django.db.models.deletion
import functools
import studio.core.ids
import studio.core.models
from django.db import migrations, models

from studio.core.tenancy import TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('podcast', '0004_filmed_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clip',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('clp',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('first_turn_id', models.CharField(max_length=40)),
                ('last_turn_id', models.CharField(max_length=40)),
                ('look', models.CharField(max_length=20)),
                ('first', models.PositiveSmallIntegerField()),
                ('last', models.PositiveSmallIntegerField()),
                ('opening', models.CharField(max_length=120)),
                ('seconds', models.FloatField()),
                ('quote_id', models.CharField(max_length=32, unique=True)),
                ('ordered_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('episode', studio.core.models.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='clips', to='podcast.episode')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        TenantTable("podcast_clip", {"episode_id": "podcast_episode"}),
    ]
