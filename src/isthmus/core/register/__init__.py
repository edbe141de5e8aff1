"""The register: judgements in force, persons, incidents and conflicts."""
