"""How much likelier groups of letters of two scripts are for one another in the same name than by chance."""

__all__: list[str] = []
