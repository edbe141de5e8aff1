"""The comparisons of two groups or units that have a name: the name, when and where, and the part they had.

A unit acts in many places and for years, and many go by a name that says little ("the police"). So the name decides by
how rare it is, and time and place only say a little more.
"""

from isthmus.core.link.incidents import PERIOD, SITE
from isthmus.core.link.model import Comparison, Level

__all__ = ["GROUPS", "GROUP_NAME"]

GROUP_NAME = Comparison(
    "group_name",
    (
        Level("same", 0.60, banded=True),
        Level("alike", 0.18),
        Level("one_holds_other", 0.12),
        Level("roughly", 0.06),
        Level("different", 0.04),
    ),
)
ROLE = Comparison("role", (Level("same", 0.90), Level("different", 0.10)))
GROUPS = (GROUP_NAME, PERIOD, SITE, ROLE)
