"""Tables of lists: who is on which, by capture pattern or by person, as estimation takes them."""
