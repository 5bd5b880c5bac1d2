from django.db import migrations, models
from django.db.models import F


def one_each(apps, schema_editor):
    """What was kept id by id is a range of one."""
    apps.get_model("imports", "WrittenRow").objects.update(last_id=F("first_id"))


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("writtenrow", "written_once"),
        migrations.RenameField("writtenrow", "object_id", "first_id"),
        migrations.AddField(
            "writtenrow", "last_id", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(one_each, migrations.RunPython.noop),
        migrations.AddConstraint(
            "writtenrow",
            models.UniqueConstraint(fields=("model", "first_id"), name="written_once"),
        ),
    ]
