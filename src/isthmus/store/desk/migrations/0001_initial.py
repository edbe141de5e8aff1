import django.db.migrations.operations.special
import django.db.models.deletion
import isthmus.core.custody.actors
import isthmus.store.desk.models.custody
import isthmus.store.desk.search_index
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('type', models.TextField(blank=True, default='')),
                ('scope', models.TextField(blank=True, default='')),
                ('date', models.TextField(blank=True, default='')),
                ('date_earliest', models.DateField(blank=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('ground', models.TextField(blank=True, default='')),
                ('method', models.TextField(blank=True, default='')),
                ('outcome', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('content', models.TextField(blank=True, default='')),
                ('content_type', models.TextField(blank=True, default='')),
                ('content_size', models.PositiveBigIntegerField(blank=True, null=True)),
                ('ref', models.TextField(unique=True)),
                ('title', models.TextField()),
                ('held', models.TextField()),
                ('protection', models.TextField(blank=True, default='')),
                ('published', models.TextField(blank=True, default='')),
                ('published_earliest', models.DateField(blank=True, editable=False, null=True)),
                ('published_latest', models.DateField(blank=True, editable=False, null=True)),
                ('language', models.TextField(blank=True, default='')),
                ('file', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
                ('captured', models.TextField(blank=True, default='')),
                ('sha256', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('role', models.TextField()),
                ('low', models.PositiveBigIntegerField()),
                ('high', models.PositiveBigIntegerField(blank=True, null=True)),
                ('kind', models.TextField(blank=True, default='')),
                ('protection', models.TextField(blank=True, default='')),
                ('name', models.TextField(blank=True, default='')),
                ('name_script', models.TextField(blank=True, default='')),
                ('name_folded', models.TextField(blank=True, default='')),
                ('other_names', models.TextField(blank=True, default='')),
                ('sex', models.TextField(blank=True, default='')),
                ('age', models.TextField(blank=True, default='')),
                ('born', models.TextField(blank=True, default='')),
                ('born_earliest', models.DateField(blank=True, editable=False, null=True)),
                ('born_latest', models.DateField(blank=True, editable=False, null=True)),
                ('occupation', models.TextField(blank=True, default='')),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='mentions', to='desk.act')),
            ],
        ),
        migrations.CreateModel(
            name='SealedCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('token', models.CharField(max_length=64, unique=True)),
                ('row', models.UUIDField(db_index=True)),
                ('column', models.CharField(max_length=32)),
                ('commitment', models.CharField(max_length=64)),
                ('ciphertext', models.BinaryField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('name_script', models.TextField(blank=True, default='')),
                ('name_folded', models.TextField(blank=True, default='')),
                ('kind', models.TextField()),
                ('protection', models.TextField(blank=True, default='')),
                ('contact', models.TextField(blank=True, default='')),
                ('reliability', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
                ('affiliation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='affiliates', to='desk.source')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('stance', models.TextField()),
                ('basis', models.TextField()),
                ('denies', models.TextField(blank=True, default='')),
                ('protection', models.TextField(blank=True, default='')),
                ('locator', models.TextField(blank=True, default='')),
                ('quote', models.TextField(blank=True, default='')),
                ('said', models.TextField(blank=True, default='')),
                ('said_earliest', models.DateField(blank=True, editable=False, null=True)),
                ('said_latest', models.DateField(blank=True, editable=False, null=True)),
                ('coder', models.TextField(blank=True, default='')),
                ('coded_at', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=10)),
                ('added', models.DateTimeField()),
                ('removed', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [isthmus.core.custody.actors.ActorKind['ACCOUNT'], isthmus.core.custody.actors.ActorKind['OWNER'], isthmus.core.custody.actors.ActorKind['PROGRAM']])), name='desk_account_kind_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_account_name_filled'), models.UniqueConstraint(condition=models.Q(('removed', None)), fields=('name',), name='desk_account_name_once'), models.UniqueConstraint(condition=models.Q(('kind', 'account'), _negated=True), fields=('kind',), name='desk_account_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='Authorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='authorships', to='desk.document')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='authorships', to='desk.source')),
            ],
            options={
                'ordering': ['document', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('content', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('kind', models.TextField()),
                ('name', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='arrivals', to='desk.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EstimatePlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('title', models.TextField()),
                ('acts', models.TextField()),
                ('stratified', models.TextField(blank=True, default='')),
                ('draws', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EstimateList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.TextField()),
                ('sources', models.JSONField()),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lists', to='desk.estimateplan')),
            ],
            options={
                'ordering': ['plan', 'position'],
            },
        ),
        migrations.CreateModel(
            name='EstimateRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('started', models.DateTimeField()),
                ('ended', models.DateTimeField()),
                ('seed', models.BigIntegerField()),
                ('settings', models.TextField()),
                ('versions', models.TextField()),
                ('lists', models.TextField()),
                ('input_digest', models.TextField()),
                ('log_size', models.BigIntegerField()),
                ('n', models.BigIntegerField()),
                ('documented', models.BigIntegerField(null=True)),
                ('verdict', models.TextField()),
                ('result', models.TextField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='desk.estimateplan')),
            ],
            options={
                'ordering': ['-ended', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('sequence', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('action', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
                ('root', models.BinaryField(max_length=32)),
                ('leaf', models.BinaryField(max_length=32)),
                ('actor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.BigIntegerField()),
                ('operation', models.CharField(max_length=6)),
                ('table', models.CharField(max_length=64)),
                ('row', models.BinaryField(max_length=16)),
                ('root', models.BinaryField(max_length=32)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='desk.event')),
            ],
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField()),
                ('edge', models.BinaryField()),
                ('note', models.TextField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='head_only_one')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.TextField(unique=True)),
                ('uid', models.UUIDField(unique=True)),
                ('type', models.TextField()),
                ('lines', models.PositiveIntegerField()),
                ('lines_at_most', models.PositiveIntegerField()),
                ('lines_if_distinct', models.PositiveIntegerField()),
                ('circular', models.BooleanField()),
                ('rests_on', models.JSONField()),
                ('known_through', models.JSONField()),
                ('would_strengthen', models.JSONField()),
                ('denials', models.JSONField()),
                ('denied', models.PositiveIntegerField()),
                ('retractions', models.JSONField()),
                ('both_ways', models.JSONField()),
                ('earliest', models.DateField(null=True)),
                ('latest', models.DateField(null=True)),
                ('at_least', models.PositiveBigIntegerField()),
                ('named', models.PositiveIntegerField()),
                ('counted_earliest', models.DateField(null=True)),
                ('counted_latest', models.DateField(null=True)),
                ('undated', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['-lines', '-at_least', 'earliest', 'ref'], name='desk_incident_order'), models.Index(fields=['type', '-lines'], name='desk_incident_type'), models.Index(fields=['earliest'], name='desk_incident_earliest'), models.Index(fields=['latest'], name='desk_incident_latest')],
            },
        ),
        migrations.CreateModel(
            name='IncidentGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('lines', models.PositiveIntegerField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='alleged', to='desk.incident')),
            ],
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('name', models.CharField(max_length=60)),
                ('recipient', models.CharField(max_length=128)),
                ('added', models.DateTimeField()),
                ('removed', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_keeper_name_filled'), models.UniqueConstraint(condition=models.Q(('removed', None)), fields=('name',), name='desk_keeper_name_once'), models.UniqueConstraint(condition=models.Q(('removed', None)), fields=('recipient',), name='desk_keeper_recipient_once')],
            },
        ),
        migrations.CreateModel(
            name='KeyringOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='desk.keeper')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LinkRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('kind', models.TextField()),
                ('started', models.DateTimeField()),
                ('ended', models.DateTimeField()),
                ('seed', models.BigIntegerField()),
                ('engine', models.TextField()),
                ('versions', models.TextField()),
                ('input_digest', models.TextField()),
                ('log_size', models.BigIntegerField()),
                ('records', models.BigIntegerField()),
                ('sealed_compared', models.BigIntegerField(default=0)),
                ('sealed_left_out', models.BigIntegerField(default=0)),
                ('strict', models.FloatField()),
                ('central', models.FloatField()),
                ('lenient', models.FloatField()),
                ('threshold', models.FloatField(null=True)),
                ('joined', models.BigIntegerField(default=0)),
                ('candidates', models.BigIntegerField()),
                ('trained', models.BooleanField()),
                ('recall', models.FloatField(null=True)),
                ('recall_low', models.FloatField(null=True)),
                ('recall_high', models.FloatField(null=True)),
                ('things_strict', models.BigIntegerField()),
                ('things_central', models.BigIntegerField()),
                ('things_lenient', models.BigIntegerField()),
                ('model', models.TextField()),
                ('report', models.TextField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-ended', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='memory', to='desk.linkrun')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField()),
                ('members', models.BigIntegerField()),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joined_by', to='desk.identity')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left_by', to='desk.identity')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='changes', to='desk.linkrun')),
            ],
        ),
        migrations.AddField(
            model_name='identity',
            name='ended',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='identities_ended', to='desk.linkrun'),
        ),
        migrations.AddField(
            model_name='identity',
            name='made',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='identities_made', to='desk.linkrun'),
        ),
        migrations.CreateModel(
            name='LinkThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('kind', models.TextField()),
                ('probability', models.FloatField(null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PersonMention',
            fields=[
                ('mention', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='within', serialize=False, to='desk.mention')),
            ],
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('made', models.TextField(default='one_by_one')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('ref', models.TextField(unique=True)),
                ('kind', models.TextField()),
                ('decision', models.TextField()),
                ('by', models.TextField()),
                ('at', models.TextField()),
                ('because', models.TextField(blank=True, default='')),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('left_act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_left', to='desk.act')),
                ('right_act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_right', to='desk.act')),
                ('withdrawn_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by_run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desk.linkrun')),
                ('left_mention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_left', to='desk.mention')),
                ('right_mention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_right', to='desk.mention')),
                ('left_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_left', to='desk.source')),
                ('right_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged_right', to='desk.source')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identified', to='desk.act')),
                ('identity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='desk.identity')),
                ('mention', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identified', to='desk.mention')),
            ],
        ),
        migrations.CreateModel(
            name='NamedExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('form', models.TextField()),
                ('purpose', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.TextField(unique=True)),
                ('uid', models.UUIDField(unique=True)),
                ('roles', models.JSONField()),
                ('lines', models.PositiveIntegerField()),
                ('name', models.TextField(blank=True, default='')),
                ('at_least', models.PositiveBigIntegerField()),
                ('at_most', models.PositiveBigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['-lines', 'ref'], name='desk_person_order'), models.Index(condition=models.Q(('name', ''), _negated=True), fields=['name'], name='desk_person_name')],
            },
        ),
        migrations.CreateModel(
            name='PersonPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField()),
                ('lines', models.PositiveIntegerField()),
                ('rests_on', models.JSONField()),
                ('known_through', models.JSONField()),
                ('levels', models.JSONField(null=True)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='desk.incident')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='desk.person')),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('name_script', models.TextField(blank=True, default='')),
                ('name_folded', models.TextField(blank=True, default='')),
                ('latitude', models.TextField(blank=True, default='')),
                ('longitude', models.TextField(blank=True, default='')),
                ('precision', models.TextField(blank=True, default='')),
                ('gazetteer', models.TextField(blank=True, default='')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='parts', to='desk.place')),
            ],
        ),
        migrations.AddField(
            model_name='mention',
            name='home',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='home_of', to='desk.place'),
        ),
        migrations.AddField(
            model_name='act',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='acts', to='desk.place'),
        ),
        migrations.CreateModel(
            name='PlaceAbove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('height', models.PositiveSmallIntegerField()),
                ('above', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='downward', to='desk.place')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='upward', to='desk.place')),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('proposed', models.BooleanField()),
                ('probability', models.FloatField(null=True)),
                ('weight', models.FloatField(null=True)),
                ('levels', models.JSONField(default=dict)),
                ('effect', models.PositiveSmallIntegerField(default=0)),
                ('doubt', models.FloatField(default=0.5)),
                ('inclusion', models.FloatField(null=True)),
                ('shared', models.PositiveIntegerField(null=True)),
                ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='desk.identity')),
                ('left_act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposed_left', to='desk.act')),
                ('left_mention', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposed_left', to='desk.mention')),
                ('right_act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposed_right', to='desk.act')),
                ('right_mention', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposed_right', to='desk.mention')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='desk.linkrun')),
            ],
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('text', models.TextField()),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reason', to='desk.event')),
            ],
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('judgement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='desk.judgement')),
                ('replaced', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='desk.judgement')),
            ],
            options={
                'ordering': ['judgement', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('judgement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='desk.judgement')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='desk.proposal')),
                ('reviewer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SealingKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('recipient', models.CharField(max_length=128, unique=True)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('until', None)), name='desk_sealingkey_one_in_use')],
            },
        ),
        migrations.CreateModel(
            name='SourceGroup',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='group', serialize=False, to='desk.source')),
                ('ref', models.TextField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='mention',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='mentioned', to='desk.source'),
        ),
        migrations.AddField(
            model_name='document',
            name='authors',
            field=models.ManyToManyField(related_name='documents', through='desk.Authorship', to='desk.source'),
        ),
        migrations.CreateModel(
            name='StatementText',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='desk.statement')),
                ('words', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='statement',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='statements', to='desk.document'),
        ),
        migrations.CreateModel(
            name='Retraction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('retracted', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='retracted_by', to='desk.statement')),
                ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='retractions', to='desk.statement')),
            ],
            options={
                'ordering': ['statement', 'position'],
            },
        ),
        migrations.AddField(
            model_name='judgement',
            name='left_statement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='judged', to='desk.statement'),
        ),
        migrations.AddField(
            model_name='act',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='acts', to='desk.statement'),
        ),
        migrations.CreateModel(
            name='Status',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('ref', models.TextField(unique=True)),
                ('status', models.TextField()),
                ('date', models.TextField(blank=True, default='')),
                ('date_earliest', models.DateField(blank=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='statuses', to='desk.mention')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='statuses', to='desk.statement')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('custody_key', models.BinaryField(default=isthmus.store.desk.models.custody.fresh_key, max_length=32)),
                ('list', models.TextField()),
                ('code', models.TextField()),
                ('label', models.TextField(blank=True, default='')),
                ('maps_to', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('list__in', ['ground', 'method', 'outcome', 'type'])), name='desk_vocabulary_list_known'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='desk_vocabulary_code_filled'), models.UniqueConstraint(fields=('list', 'code'), name='desk_term_once')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.BinaryField(max_length=16)),
                ('root', models.BinaryField(max_length=32)),
                ('key', models.BinaryField(max_length=32)),
                ('cells', models.TextField()),
                ('leaves', models.BinaryField(default=b'')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('row', 'root'), name='desk_version_once')],
            },
        ),
        migrations.CreateModel(
            name='VictimLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('k', models.PositiveSmallIntegerField()),
                ('low', models.PositiveBigIntegerField()),
                ('high', models.PositiveBigIntegerField(null=True)),
                ('named', models.BooleanField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='desk.person')),
            ],
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.TextField()),
                ('position', models.PositiveSmallIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='voices', to='desk.source')),
                ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='desk.statement')),
            ],
            options={
                'ordering': ['statement', 'part', 'position'],
            },
        ),
        migrations.CreateModel(
            name='IncidentAct',
            fields=[
                ('act', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='within', serialize=False, to='desk.act')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='desk.incident')),
            ],
        ),
        migrations.AddConstraint(
            model_name='estimateplan',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='desk_estimateplan_title_filled'),
        ),
        migrations.AddConstraint(
            model_name='estimateplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='desk_estimateplan_removed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='estimatelist',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='desk_estimatelist_one_a_position'),
        ),
        migrations.AddConstraint(
            model_name='estimatelist',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='desk_estimatelist_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='estimatelist',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_estimatelist_name_filled'),
        ),
        migrations.AddConstraint(
            model_name='estimaterun',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ('estimate', 'warn', 'refuse'))), name='desk_estimaterun_verdict_known'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('sequence__gte', 0)), name='event_sequence_from_zero'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 0)), name='event_size_from_zero'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['row', 'event'], name='commitment_row'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('event', 'position'), name='commitment_position_once'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('operation__in', ('add', 'change', 'forget', 'remove'))), name='commitment_operation_known'),
        ),
        migrations.AddIndex(
            model_name='incidentground',
            index=models.Index(fields=['incident'], name='desk_incidentground_incident'),
        ),
        migrations.AddConstraint(
            model_name='incidentground',
            constraint=models.UniqueConstraint(fields=('code', 'incident'), name='desk_incidentground_once'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('person', 'incident'))), name='desk_linkrun_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='desk_linkrun_undone_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(('threshold__isnull', True), models.Q(('threshold__gte', 0), ('threshold__lte', 1)), _connector='OR'), name='desk_link_threshold_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(('recall__isnull', True), models.Q(('recall__gte', 0), ('recall__lte', 1)), _connector='OR'), name='desk_link_recall_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(('recall_low__isnull', True), models.Q(('recall_low__gte', 0), ('recall_low__lte', 1)), _connector='OR'), name='desk_link_recall_low_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='linkrun',
            constraint=models.CheckConstraint(condition=models.Q(('recall_high__isnull', True), models.Q(('recall_high__gte', 0), ('recall_high__lte', 1)), _connector='OR'), name='desk_link_recall_high_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='identitychange',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ('merged', 'moved', 'split'))), name='desk_identitychange_what_known'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('person', 'incident'))), name='desk_identity_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='linkthreshold',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('person', 'incident'))), name='desk_linkthreshold_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='linkthreshold',
            constraint=models.CheckConstraint(condition=models.Q(('probability__isnull', True), models.Q(('probability__gte', 0), ('probability__lte', 1)), _connector='OR'), name='desk_link_probability_is_a_share'),
        ),
        migrations.AddField(
            model_name='personmention',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='desk.person'),
        ),
        migrations.AddConstraint(
            model_name='identitymember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', None), ('mention__isnull', False)), models.Q(('act__isnull', False), ('mention', None)), _connector='OR'), name='desk_identitymember_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='namedexport',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='desk_namedexport_purpose_filled'),
        ),
        migrations.AddConstraint(
            model_name='personpart',
            constraint=models.UniqueConstraint(fields=('person', 'incident', 'role'), name='desk_personpart_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_places_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_places_name_filled'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('precision__in', ['', 'country', 'district', 'point', 'region', 'settlement'])), name='desk_places_precision_known'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='desk_place_not_within_itself'),
        ),
        migrations.AddConstraint(
            model_name='placeabove',
            constraint=models.UniqueConstraint(fields=('place', 'above'), name='desk_placeabove_once'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['run', 'proposed', '-effect', 'doubt'], name='desk_proposal_order'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_act', None), ('left_mention__isnull', False), ('right_act', None), ('right_mention__isnull', False)), models.Q(('left_act__isnull', False), ('left_mention', None), ('right_act__isnull', False), ('right_mention', None)), _connector='OR'), name='desk_proposal_two_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('run', 'left_mention', 'right_mention'), name='desk_proposal_mentions_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('run', 'left_act', 'right_act'), name='desk_proposal_acts_once'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='desk_reason_filled'),
        ),
        migrations.AddConstraint(
            model_name='replacement',
            constraint=models.UniqueConstraint(fields=('judgement', 'position'), name='desk_replacement_one_a_position'),
        ),
        migrations.AddConstraint(
            model_name='replacement',
            constraint=models.CheckConstraint(condition=models.Q(('judgement', models.F('replaced')), _negated=True), name='desk_replacement_another'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('reviewer', 'proposal'), name='desk_review_once_a_reviewer'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_sources_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_sources_name_filled'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['anonymous', 'authority', 'organisation', 'outlet', 'person', 'protected', 'self'])), name='desk_sources_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('protection__in', ['', 'confidential', 'public', 'sealed'])), name='desk_sources_protection_known'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('contact__in', ['', 'no', 'yes'])), name='desk_sources_contact_known'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('reliability__in', ['', '01', '02', '03', '04', '05', '99'])), name='desk_sources_reliability_known'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('affiliation__isnull', True), models.Q(('affiliation', models.F('pk')), _negated=True), _connector='OR'), name='desk_source_not_under_itself'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_mentions_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['ordered', 'perpetrator', 'victim', 'witness'])), name='desk_mentions_role_known'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'group', 'individual', 'unit'])), name='desk_mentions_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('protection__in', ['', 'confidential', 'public', 'sealed'])), name='desk_mentions_protection_known'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('born_earliest__isnull', True), ('born_latest__isnull', True), ('born_earliest__lte', models.F('born_latest')), _connector='OR'), name='desk_mentions_born_in_order'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('low__gte', 1)), name='desk_mention_at_least_one'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('high__isnull', True), ('high__gte', models.F('low')), _connector='OR'), name='desk_mention_low_to_high'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['published_earliest'], name='desk_document_published'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_documents_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='desk_documents_title_filled'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('held__in', ['no', 'yes'])), name='desk_documents_held_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('protection__in', ['', 'confidential', 'public', 'sealed'])), name='desk_documents_protection_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('published_earliest__isnull', True), ('published_latest__isnull', True), ('published_earliest__lte', models.F('published_latest')), _connector='OR'), name='desk_documents_published_in_order'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content', ''), ('content_size__isnull', True), ('content_type', '')), models.Q(models.Q(('content', ''), _negated=True), models.Q(('content_type', ''), _negated=True), ('content_size__isnull', False)), _connector='OR'), name='desk_document_content_whole'),
        ),
        migrations.AddConstraint(
            model_name='authorship',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='desk_authorship_one_a_position'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['said_earliest'], name='desk_statement_said'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_statements_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['asserts', 'denies', 'retracts'])), name='desk_statements_stance_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ['first_hand', 'record', 'told', 'unknown'])), name='desk_statements_basis_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('denies__in', ['', 'ground', 'number', 'occurrence', 'perpetrator', 'victim'])), name='desk_statements_denies_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('protection__in', ['', 'confidential', 'public', 'sealed'])), name='desk_statements_protection_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('said_earliest__isnull', True), ('said_latest__isnull', True), ('said_earliest__lte', models.F('said_latest')), _connector='OR'), name='desk_statements_said_in_order'),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.UniqueConstraint(fields=('statement', 'position'), name='desk_retraction_one_a_position'),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.CheckConstraint(condition=models.Q(('statement', models.F('retracted')), _negated=True), name='desk_retraction_another'),
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=models.Index(fields=['kind', 'decision'], name='desk_judgement_kind'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_judgements_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['incident', 'person', 'retraction', 'source'])), name='desk_judgements_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['accepted', 'coerced', 'different', 'disjoint', 'examined', 'part_of', 'same', 'unsure'])), name='desk_judgements_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='desk_judgements_by_filled'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('at', ''), _negated=True), name='desk_judgements_at_filled'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('made__in', ('one_by_one', 'in_one_go', 'link_run'))), name='desk_judgement_made_known'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ('same', 'different', 'disjoint', 'part_of', 'unsure', 'examined')), ('kind', 'person'), models.Q(('decision', 'examined'), _negated=True), ('left_act__isnull', True), ('left_mention__isnull', False), ('left_source__isnull', True), ('left_statement__isnull', True), ('right_act__isnull', True), ('right_mention__isnull', False), ('right_source__isnull', True)), models.Q(('decision__in', ('same', 'different', 'disjoint', 'part_of', 'unsure', 'examined')), ('kind', 'person'), ('decision', 'examined'), ('left_act__isnull', True), ('left_mention__isnull', True), ('left_source__isnull', True), ('left_statement__isnull', True), ('right_act__isnull', True), ('right_mention__isnull', True), ('right_source__isnull', True)), models.Q(('decision__in', ('same', 'different', 'part_of', 'unsure')), ('kind', 'incident'), ('left_act__isnull', False), ('left_mention__isnull', True), ('left_source__isnull', True), ('left_statement__isnull', True), ('right_act__isnull', False), ('right_mention__isnull', True), ('right_source__isnull', True)), models.Q(('decision__in', ('same', 'different')), ('kind', 'source'), ('left_act__isnull', True), ('left_mention__isnull', True), ('left_source__isnull', False), ('left_statement__isnull', True), ('right_act__isnull', True), ('right_mention__isnull', True), ('right_source__isnull', False)), models.Q(('decision__in', ('accepted', 'coerced', 'unsure')), ('kind', 'retraction'), ('left_act__isnull', True), ('left_mention__isnull', True), ('left_source__isnull', True), ('left_statement__isnull', False), ('right_act__isnull', True), ('right_mention__isnull', True), ('right_source__isnull', True)), _connector='OR'), name='desk_judgement_sides_fit_kind'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_by_run', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), ('withdrawn_by_run', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by', None), ('withdrawn_by_run__isnull', False)), _connector='OR'), name='desk_judgement_withdrawn_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['ground'], name='desk_act_ground'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['date_earliest'], name='desk_act_date_earliest'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['date_latest'], name='desk_act_date_latest'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(condition=models.Q(('scope', 'general')), fields=['ref'], name='desk_act_general'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_acts_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['', 'general', 'this'])), name='desk_acts_scope_known'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('date_earliest__isnull', True), ('date_latest__isnull', True), ('date_earliest__lte', models.F('date_latest')), _connector='OR'), name='desk_acts_date_in_order'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('type', ''), _negated=True), ('scope', 'general'), _connector='OR'), name='desk_act_type_unless_general'),
        ),
        migrations.AddConstraint(
            model_name='status',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='desk_statuses_ref_filled'),
        ),
        migrations.AddConstraint(
            model_name='status',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['convicted', 'fled', 'found_dead', 'held', 'missing', 'other', 'released'])), name='desk_statuses_status_known'),
        ),
        migrations.AddConstraint(
            model_name='status',
            constraint=models.CheckConstraint(condition=models.Q(('date_earliest__isnull', True), ('date_latest__isnull', True), ('date_earliest__lte', models.F('date_latest')), _connector='OR'), name='desk_statuses_date_in_order'),
        ),
        migrations.AddIndex(
            model_name='victimlevel',
            index=models.Index(fields=['person'], name='desk_victimlevel_person'),
        ),
        migrations.AddConstraint(
            model_name='victimlevel',
            constraint=models.UniqueConstraint(fields=('k', 'person'), name='desk_victimlevel_once'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ('speaker', 'told_by', 'via'))), name='desk_voice_part_known'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(fields=('statement', 'part', 'position'), name='desk_voice_one_a_position'),
        ),
        migrations.RunPython(
            code=isthmus.store.desk.search_index.create_index,
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
