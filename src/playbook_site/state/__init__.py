"""What was made from what: so that nothing is made again that would come out the same."""
