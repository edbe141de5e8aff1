"""FollowTheMoney JSON lines: what others' tools can read of a register, and what is lost on the way."""

from isthmus.files.ftm.entities import entities
from isthmus.files.ftm.loss import Loss, lost
from isthmus.files.ftm.writing import write_ftm

__all__ = ["Loss", "entities", "lost", "write_ftm"]
