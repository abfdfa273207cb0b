"""What things cost, against peers in the same run."""
