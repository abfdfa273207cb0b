"""One rule a module; `playbook.checks` lists them."""
