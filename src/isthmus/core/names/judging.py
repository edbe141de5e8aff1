"""From what is seen of two whole names to one score: a logistic whose half is where people say it is one name."""

__all__ = ["FEATURES", "WEIGHTS"]

# In the order in which they are weighed. Each weight has the sign that reason gives it.
FEATURES = (
    "always",
    "the logit of the least similar words",
    "words that answer to no word of the other side",
    "words that one side has more",
    "share of letters without an answer",
    "initials that fit",
    "share of letters changed within a script",
    "given name here, father there",
    "written in two scripts",
    "nothing but initials",
)
WEIGHTS = (-1.0, 0.35, -1.2, -0.3, -1.8, 0.7, -5.0, -2.0, 2.5, -3.0)
