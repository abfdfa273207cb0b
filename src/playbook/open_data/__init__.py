"""Open data: what is published for programs, spreadsheets, feed readers and those who cite.

Each module makes one format from the record of the site, and reads nothing else.
"""
