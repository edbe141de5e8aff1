"""`python -m isthmus`: the command, for where it is not on the path."""

from isthmus.cli import main

if __name__ == "__main__":
    main()
