"""A dossier keeps the producer that asked for it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_producers(apps, schema_editor):
    products = apps.get_model("products", "Product").objects.filter(pk=OuterRef("product"))
    dossiers = apps.get_model("dossiers", "Dossier").objects.all()
    dossiers.update(producer=Subquery(products.values("producer")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0002_reevaluation"),
        ("producers", "0001_initial"),
        ("products", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="producer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="producers.producer",
            ),
        ),
        migrations.RunPython(copy_producers, migrations.RunPython.noop),
    ]
