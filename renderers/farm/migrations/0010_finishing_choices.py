from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('farm', '0009_engine_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='enginechoice',
            name=name,
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        )
        for name in ('lips', 'faces', 'rate', 'size')
    ]
