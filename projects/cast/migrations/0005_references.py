# By what a character is known, and which key images are filmed although they look unlike

import functools

import django.db.models.deletion
import studio.core.ids
import studio.core.models
from django.db import migrations, models

from studio.core.tenancy import TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('cast', '0004_looks'),
        ('consent', '0001_initial'),
        ('project', '0003_pronunciations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('ref',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('front', 'Front'), ('profile', 'Profile'), ('full_body', 'Full Body'), ('expression', 'Expression'), ('voice', 'Voice')], max_length=16)),
                ('shows', models.CharField(choices=[('real', 'a real person'), ('invented', 'nobody who lives or lived')], max_length=12)),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('milliseconds', models.PositiveIntegerField(default=0)),
                ('uploaded_by', models.CharField(max_length=32)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('character', studio.core.models.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='references', to='cast.character')),
                ('consent', studio.core.models.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='references', to='consent.consent')),
                ('project', studio.core.models.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='references', to='project.project')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('shows', 'invented'), ('consent__isnull', False), _connector='OR'), name='cast_real_with_consent'),
                    models.UniqueConstraint(condition=models.Q(('archived_at', None)), fields=('character', 'kind', 'digest'), name='cast_reference_once'),
                ],
            },
        ),
        TenantTable("cast_reference", {"project_id": "project_project", "character_id": "cast_character", "consent_id": "consent_consent"}),
        migrations.CreateModel(
            name='LetPass',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('pas',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('panel', models.CharField(max_length=64)),
                ('said_by', models.CharField(max_length=32)),
                ('project', studio.core.models.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='let_pass', to='project.project')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'panel'), name='cast_pass_once')],
            },
        ),
        TenantTable("cast_letpass", {"project_id": "project_project"}),
    ]
