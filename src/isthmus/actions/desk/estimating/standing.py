"""Whether the register is still what an estimate was made from."""

from django.db.models import Q

from isthmus.store.desk.models import Commitment, EstimateRun

__all__ = ["changed_since"]

# What these tables say changes nobody's being on a list.
APART = ("estimateplan/", "estimatelist/", "estimaterun/", "linkthreshold/", "namedexport/", "status/")
LINKED = ("linkrun/",)


def changed_since(run: EstimateRun) -> bool:
    """Tell whether anything that lists are drawn up from was added, changed or removed since a run read it."""
    apart = APART if run.given.get("linkage") else (*APART, *LINKED)
    of_no_matter = Q()
    for table in apart:
        of_no_matter |= Q(table__startswith=table)
    since = Commitment.objects.filter(event__gte=run.log_size)
    return since.exclude(of_no_matter).exists()
