"""FollowTheMoney JSON lines: what others' tools can read of a register, and what is lost on the way."""

from isthmus.files.ftm.entities import entities, write_ftm
from isthmus.files.ftm.loss import Loss, lost

__all__ = ["Loss", "entities", "lost", "write_ftm"]
