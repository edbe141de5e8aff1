"""What follows from the register, kept up in each action's transaction and rebuilt at will. Nothing here is evidence.

No table here holds both a name and a ground: persons have names through their mentions, incidents have grounds.
"""

from django.db import models
from django.db.models import Q

from isthmus.store.desk.models.acts import Act, Mention
from isthmus.store.desk.models.sources import Place, Source

__all__ = [
    "Incident",
    "IncidentAct",
    "IncidentGround",
    "Person",
    "PersonMention",
    "PersonPart",
    "PlaceAbove",
    "SourceGroup",
    "VictimLevel",
]


class Incident(models.Model):
    """Acts judged the same, under the smallest of their ids (and its uid), with what corroboration says of them.

    `at_least`: the least number of distinct victims that its statements allow, at any number of lines; `named`: how
    many of them have a name; `rests_on_runs`: whether that number rests on pairs that only a link run compared,
    `missed_pairs`: how many of these are one person, probably, and `at_least_less_missed`: the number less these (None:
    no run says).
    `no_line`: why it has no line, empty where it has any.
    `rests_alone_on`: the sources without any one of which it would have no line.
    `counted_…` and `undated` are what the count takes from it.
    """

    ref = models.TextField(unique=True)
    uid = models.UUIDField(unique=True)
    type = models.TextField()
    lines = models.PositiveIntegerField()
    lines_at_most = models.PositiveIntegerField()
    lines_if_distinct = models.PositiveIntegerField()
    no_line = models.TextField(blank=True, default="")
    circular = models.BooleanField()
    rests_on = models.JSONField()
    known_through = models.JSONField()
    would_strengthen = models.JSONField()
    rests_alone_on = models.JSONField()
    denials = models.JSONField()
    denied = models.PositiveIntegerField()
    retractions = models.JSONField()
    suspected = models.JSONField()
    both_ways = models.JSONField()
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    at_least = models.PositiveBigIntegerField()
    named = models.PositiveIntegerField()
    rests_on_runs = models.BooleanField(default=False)
    missed_pairs = models.PositiveBigIntegerField(null=True)
    at_least_less_missed = models.PositiveBigIntegerField(null=True)
    counted_earliest = models.DateField(null=True)
    counted_latest = models.DateField(null=True)
    undated = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["-lines", "-at_least", "earliest", "ref"], name="desk_incident_order"),
            models.Index(fields=["type", "-lines"], name="desk_incident_type"),
            models.Index(fields=["earliest"], name="desk_incident_earliest"),
            models.Index(fields=["latest"], name="desk_incident_latest"),
        ]


class IncidentAct(models.Model):
    """Which incident an act belongs to."""

    act = models.OneToOneField(Act, models.CASCADE, primary_key=True, related_name="of_incident")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="members")


class IncidentGround(models.Model):
    """The lines of the statements that allege one ground (a code) of an incident."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="alleged", db_index=False)
    code = models.TextField()
    lines = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "incident"], name="desk_incidentground_once")]
        indexes = [models.Index(fields=["incident"], name="desk_incidentground_incident")]


class Person(models.Model):
    """Mentions judged the same person, group or unit, under the smallest of their ids."""

    ref = models.TextField(unique=True)
    uid = models.UUIDField(unique=True)
    roles = models.JSONField()
    lines = models.PositiveIntegerField()
    name = models.TextField(blank=True, default="")
    at_least = models.PositiveBigIntegerField()
    at_most = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-lines", "ref"], name="desk_person_order"),
            models.Index(fields=["name"], condition=~Q(name=""), name="desk_person_name"),
        ]


class PersonMention(models.Model):
    """Which person a mention belongs to."""

    mention = models.OneToOneField(Mention, models.CASCADE, primary_key=True, related_name="of_person")
    person = models.ForeignKey(Person, models.CASCADE, related_name="members")


class PersonPart(models.Model):
    """A person's part in one incident: the lines of the statements that mention the person in this role.

    `levels`, of victims: low, high and named at k = 1, 2, 3, as the count takes them.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="parts")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="parts")
    role = models.TextField()
    lines = models.PositiveIntegerField()
    rests_on = models.JSONField()
    known_through = models.JSONField()
    levels = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "incident", "role"], name="desk_personpart_once")
        ]


class VictimLevel(models.Model):
    """How a person or group counts as a victim at k lines (MODEL section 4); no row where it does not count."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="levels", db_index=False)
    k = models.PositiveSmallIntegerField()
    low = models.PositiveBigIntegerField()
    high = models.PositiveBigIntegerField(null=True)
    named = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["k", "person"], name="desk_victimlevel_once")]
        indexes = [models.Index(fields=["person"], name="desk_victimlevel_person")]


class SourceGroup(models.Model):
    """The sources under one control or judged the same, by the smallest id among them."""

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="group")
    ref = models.TextField(db_index=True)


class PlaceAbove(models.Model):
    """A place and each place above it, itself at height 0."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="upward", db_index=False)
    above = models.ForeignKey(Place, models.CASCADE, related_name="downward")
    height = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "above"], name="desk_placeabove_once")]
