"""The rim: what turns the playbook's records into a site, and talks to people."""
