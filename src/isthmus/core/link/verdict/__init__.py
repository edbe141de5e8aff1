"""Whether a fit tells who is who, and what is to be said beside its figure."""

from isthmus.core.link.verdict.fit_verdict import FitEvidence, FitVerdict, beside_people, verdict

__all__ = ["FitEvidence", "FitVerdict", "beside_people", "verdict"]
