"""Every dossier has its producer now; apart, since PostgreSQL alters no table with rows just written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_dossier_producer")]

    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="producer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="producers.producer",
            ),
        ),
    ]
