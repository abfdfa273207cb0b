"""The playbook as a book, made of `playbook.json` and of nothing else.

It shares no code with what writes that file. So whatever is in a book is in the file.
"""

from playbook_book.epub import epub
from playbook_book.page import chapter_html, page
from playbook_book.volume import Chapter, NotAPlaybook, Volume

__all__ = ["Chapter", "NotAPlaybook", "Volume", "chapter_html", "epub", "page"]
