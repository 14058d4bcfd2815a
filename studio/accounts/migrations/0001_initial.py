
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import functools
import studio.core.ids
import studio.core.models
from django.conf import settings
from django.db import migrations, models

from studio.core.tenancy import TenantTable, no_protection, protection


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Workspace',
            fields=[
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('ws',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('usr',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('aud',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key_id', models.CharField(blank=True, max_length=32)),
                ('address', models.GenericIPAddressField(null=True)),
                ('verb', models.CharField(max_length=64)),
                ('subject_id', models.CharField(max_length=32)),
                ('subject_label', models.CharField(blank=True, max_length=254)),
                ('detail', models.JSONField(default=dict)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.workspace')),
            ],
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('key',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('prefix', models.CharField(editable=False, max_length=8, unique=True)),
                ('secret_hash', models.CharField(editable=False, max_length=64)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('producer', 'Producer'), ('editor', 'Editor'), ('reviewer', 'Reviewer'), ('viewer', 'Viewer')], max_length=16)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, default=list, size=None)),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('mbr',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('producer', 'Producer'), ('editor', 'Editor'), ('reviewer', 'Reviewer'), ('viewer', 'Viewer')], max_length=16)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'user'), name='membership_once'), models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'producer', 'editor', 'reviewer', 'viewer'])), name='membership_role')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', studio.core.models.IdField(default=functools.partial(studio.core.ids.new_id, *('inv',), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('producer', 'Producer'), ('editor', 'Editor'), ('reviewer', 'Reviewer'), ('viewer', 'Viewer')], max_length=16)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'email'), name='invitation_once'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invitation_email_lower')],
            },
        ),
        migrations.RunSQL(
            sql=protection('accounts_workspace', column='id'),
            reverse_sql=no_protection('accounts_workspace'),
        ),
        TenantTable('accounts_membership'),
        TenantTable('accounts_invitation'),
        TenantTable('accounts_apikey'),
        TenantTable('accounts_auditentry'),
        migrations.RunSQL(
            sql=[
                "CREATE FUNCTION accounts_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
                "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_auditentry "
                "FOR EACH ROW EXECUTE FUNCTION accounts_audit_is_append_only()",
            ],
            reverse_sql=[
                "DROP TRIGGER append_only ON accounts_auditentry",
                "DROP FUNCTION accounts_audit_is_append_only()",
            ],
        ),
    ]
