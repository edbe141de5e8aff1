"""From what is seen of two whole names to one score: a logistic whose half is where people say it is one name."""

__all__ = ["FEATURES", "WEIGHTS"]

# In the order in which they are weighed. Each weight has the sign that reason gives it.
FEATURES = (
    "always",
    "given_logit",
    "least_other_logit",
    "words_unmatched",
    "words_more_on_one_side",
    "letters_unmatched",
    "initials_that_fit",
    "letters_changed_within_a_script",
    "given_here_father_there",
    "two_scripts",
    "initials_alone",
)
WEIGHTS = (-0.019, 0.3, 0.35, -3.0, -0.228, -0.087, 0.697, -3.608, -3.0, 0.456, -3.0)
