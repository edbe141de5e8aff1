"""From what is seen of two whole names to one score: a logistic whose half is where people say it is one name."""

__all__ = ["FEATURES", "WEIGHTS"]

# In the order in which they are weighed. Each weight has the sign that reason gives it.
FEATURES = (
    "always",
    "the logit of the given names",
    "the logit of the least similar of the other words",
    "words that answer to no word of the other side",
    "words that one side has more",
    "share of letters without an answer",
    "initials that fit",
    "share of letters changed within a script",
    "given name here, father there",
    "written in two scripts",
    "nothing but initials",
)
WEIGHTS = (-0.019, 0.3, 0.35, -3.0, -0.228, -0.087, 0.697, -3.608, -3.0, 0.456, -3.0)
