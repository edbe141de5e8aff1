"""Pages of the inbox: letters that were brought in, read, answered and destroyed, while their keyring is open."""
