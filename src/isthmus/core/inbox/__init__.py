"""What an organisation keeps of letters: their heads, the threads that they make, and whether an answer was ours."""
