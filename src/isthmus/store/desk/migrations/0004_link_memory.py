"""What a link run keeps for the next one, so that only what is new is compared."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_linking")]

    operations = [
        migrations.CreateModel(
            name="LinkMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memory", to="desk.linkrun"
                    ),
                ),
            ],
        ),
    ]
