"""`python -m playbook_site` is the same as `playbook`."""

from playbook_site.cli import main
from playbook_site.reports.program import program

if __name__ == "__main__":
    main(prog_name=program())
