"""The rim: what turns the playbook's records into a site, with MkDocs, and talks to people."""
