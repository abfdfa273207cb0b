"""The book of the project's own playbook, made once from what its build published."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from playbook_site.building.build import build
from tests.conftest import original


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own playbook."""
    folder = tmp_path_factory.mktemp("book") / "site"
    build(original(), folder)
    return folder


@pytest.fixture
def data(built_book: Path) -> Any:
    """What `playbook.json` holds."""
    return json.loads((built_book / "playbook.json").read_text(encoding="utf-8"))


@pytest.fixture
def archive(built_book: Path) -> zipfile.ZipFile:
    """The e-book that the build published."""
    return zipfile.ZipFile(io.BytesIO((built_book / "book" / "playbook.epub").read_bytes()))
