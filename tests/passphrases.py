"""Secrets for tests, as good as the product wants them: no test needs a way around the measure."""

__all__ = ["ANOTHER", "PASSWORD", "WEAK"]

PASSWORD = "four random words"
ANOTHER = "six other words that were drawn"
# Each in fewer than 10^12 guesses, as people choose them.
WEAK = (
    "",
    "short",
    "open, please",
    "a long password",
    "Tr0ub4dor&3",
    "P@ssw0rd123!",
    "qwertyuiop1234567890",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "12.05.1987 12.05.1987",
    "schmetterling",
    "пароль12345",
    "моя собака",
    "maramaramaramara",
)
