import django.db.models.deletion
import django.utils.timezone
import isthmus.store.base.making_tables
import isthmus.store.desk.scratch.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        isthmus.store.base.making_tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('owner', models.PositiveBigIntegerField()),
                        ('created', models.DateTimeField(auto_now_add=True)),
                        ('saved', models.DateTimeField(auto_now=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('more_of', models.UUIDField(null=True)),
                        ('body', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                        ('text', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('content', isthmus.store.desk.scratch.sealed.SealedBytes(null=True)),
                        ('blob', models.CharField(blank=True, max_length=64)),
                        ('measures', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                        ('media_type', models.CharField(blank=True, max_length=100)),
                        ('file_name', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('reading', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                        ('came', models.DateTimeField(default=django.utils.timezone.now)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('came_with', models.UUIDField(default=uuid.uuid4)),
                        ('within', models.UUIDField(null=True)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('words', models.CharField(blank=True, max_length=64)),
                        ('same_words', models.UUIDField(null=True)),
                        ('job_subject', models.CharField(blank=True, max_length=64)),
                        ('opened', models.DateTimeField(null=True)),
                        ('empty_since', models.DateTimeField(null=True)),
                        ('empty_by', models.PositiveBigIntegerField(null=True)),
                        ('is_unread', models.BooleanField(default=False)),
                        ('is_asked', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ('-saved',),
                        'indexes': [models.Index(fields=['owner', 'came', 'place'], name='draft_in_the_queue'), models.Index(fields=['digest'], name='draft_by_digest'), models.Index(fields=['words'], name='draft_by_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('empty_since__isnull', True), ('empty_by__isnull', False), _connector='XOR'), name='a_draft_is_empty_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=40)),
                        ('owner', models.PositiveBigIntegerField()),
                        ('about', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                        ('subject', models.CharField(blank=True, max_length=64)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('interrupted', 'Interrupted')], default='waiting', max_length=12)),
                        ('asked_to_stop', models.BooleanField(default=False)),
                        ('done', models.PositiveBigIntegerField(default=0)),
                        ('total', models.PositiveBigIntegerField(default=0)),
                        ('result', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                        ('error', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('asked', models.DateTimeField(auto_now_add=True)),
                        ('started', models.DateTimeField(null=True)),
                        ('ended', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('-asked',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'running')), ('ended__isnull', False), _connector='XOR'), name='a_job_has_ended_when_it_neither_waits_nor_runs')],
                    },
                ),
                migrations.CreateModel(
                    name='LeftOutFile',
                    fields=[
                        ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('owner', models.PositiveBigIntegerField()),
                        ('came', models.DateTimeField(default=django.utils.timezone.now)),
                        ('came_with', models.UUIDField(default=uuid.uuid4)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('file_name', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('told', isthmus.store.desk.scratch.sealed.SealedJSON(default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name='LetterItem',
                    fields=[
                        ('uid', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ('head', models.BinaryField()),
                        ('body', models.BinaryField(default=bytes)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('is_going', models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name='Upload',
                    fields=[
                        ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('owner', models.PositiveBigIntegerField()),
                        ('created', models.DateTimeField(auto_now_add=True)),
                        ('name', isthmus.store.desk.scratch.sealed.SealedText()),
                        ('content', isthmus.store.desk.scratch.sealed.SealedBytes()),
                    ],
                ),
                migrations.CreateModel(
                    name='RecognisedPage',
                    fields=[
                        ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recognised', to='scratch.draft')),
                        ('document', models.UUIDField(null=True)),
                        ('number', models.PositiveIntegerField()),
                        ('text', isthmus.store.desk.scratch.sealed.SealedText()),
                        ('words', isthmus.store.desk.scratch.sealed.SealedBytes()),
                        ('languages', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('asked', isthmus.store.desk.scratch.sealed.SealedText(default='')),
                        ('corrected', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ('number',),
                        'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='one_recognition_of_a_page_of_a_draft'), models.UniqueConstraint(fields=('document', 'number'), name='one_recognition_of_a_page_of_a_document'), models.CheckConstraint(condition=models.Q(('draft__isnull', True), ('document__isnull', True), _connector='XOR'), name='a_recognised_page_is_of_a_draft_or_of_a_document')],
                    },
                ),
            ],
        ),
    ]
