"""What a code host shows beside the lines of a pull request."""
