"""The files that MkDocs is to publish: a playbook's own, under their paths in the repository."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from playbook.source.file_names import is_litter
from playbook.source.folders import files
from playbook_site.engine.edition import Edition
from playbook_site.mkdocs_plugin.pages import docs_file


def keep_own_files(site_files: Files, config: MkDocsConfig, edition: Edition) -> None:
    """Keep the files in `docs/`: the engine writes those of `overrides/`, and no page loads the
    theme's.
    """
    for file in list(site_files):
        site_files.remove(file)
        is_own = file.src_dir == config.docs_dir
        if is_own and not any(map(is_litter, file.src_uri.split("/"))):
            site_files.append(docs_file(file, edition.original, config))


def add_layer_files(site_files: Files, config: MkDocsConfig, edition: Edition) -> None:
    """Add the pages and pictures of layers; one replaces the original's of the same path."""
    for layer in edition.book.chain.layers:
        folder = edition.home / layer.path
        for path in files(folder, "docs"):
            if any(part.startswith(".") for part in path.split("/")):
                continue
            if old := site_files.get_file_from_path(path):
                site_files.remove(old)
            file = File(path, str(folder), config.site_dir, config.use_directory_urls)
            file.dest_uri = file.dest_uri.removeprefix("docs/")
            site_files.append(file)
