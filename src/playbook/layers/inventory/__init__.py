"""What is in the folders of a playbook: all that a build would read, and what nothing would."""
