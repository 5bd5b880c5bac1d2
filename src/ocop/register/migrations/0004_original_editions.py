"""Every certificate of before has one paper: its original. Nothing of the certificate changes."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1000


def add_originals(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One original edition for each certificate that has none, with the certificate's own paper."""
    certificates = apps.get_model("register", "Certificate")
    editions = apps.get_model("register", "CertificateEdition")
    made = []
    for certificate in certificates.objects.filter(editions=None).iterator(BATCH):
        made.append(
            editions(
                certificate=certificate,
                number=1,
                kind="original",
                paper_number=certificate.number,
                issuer_key=certificate.issuer_key,
                issued_on=certificate.issued_on,
                snapshot_id=certificate.snapshot_id,
            )
        )
    editions.objects.bulk_create(made, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("register", "0003_certificate_editions")]
    operations = [migrations.RunPython(add_originals, migrations.RunPython.noop)]
