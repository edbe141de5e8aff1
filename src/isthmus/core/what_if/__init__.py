"""What if a source is wrong? What would remain of an incident, and of the whole record, without it.

This is a supposition: it is stored nowhere and judges nobody. Some sources are *taken away*: one, with the rows that
are judged to be the same source; or all that are under one control with it. Then, in every support graph (MODEL
section 3), no step begins or ends at them: what they wrote, passed on or said, and what others say that they know from
them. What several wrote or said together falls with any one of them.

All else stays as it is: which sources count as one, who speaks (so that nobody becomes the end of a chain because
somebody else was taken away), who is who, and what was judged. The lines are the greatest number of paths that share
no node in what is left of the graph. So lines never become more, and without all that an incident rests on it has
none.

A statement *falls* where its author, somebody who passed it on, or its speaker is taken away, or everybody whom it
names as having told it. The count is that of MODEL section 4 with the lines that remain; what falls tells nobody apart,
and does not say that one person or group lies within another.
"""

from isthmus.core.what_if.away import falls, taken_away
from isthmus.core.what_if.incident import IncidentWithout, PartWithout, incident_without
from isthmus.core.what_if.record import (
    IncidentSupport,
    LostLines,
    RecordSupport,
    RecordWithout,
    RemainingFigures,
    record_without,
)
from isthmus.core.what_if.sentences import incident_sentences, record_sentences, rests_alone

__all__ = [
    "IncidentSupport",
    "IncidentWithout",
    "LostLines",
    "PartWithout",
    "RecordSupport",
    "RecordWithout",
    "RemainingFigures",
    "falls",
    "incident_sentences",
    "incident_without",
    "record_sentences",
    "record_without",
    "rests_alone",
    "taken_away",
]
