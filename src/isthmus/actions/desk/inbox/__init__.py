"""The inbox: letters brought in, read, answered, noted and destroyed. Reading and answering leave no custody event."""
