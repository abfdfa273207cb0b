"""A language server over the checks: it says what `check` says, of texts that may be unsaved."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

import playbook
from playbook import Diagnostic, Severity
from playbook.source import edits
from playbook.source.files import unsaved
from playbook.source.location import Place
from playbook_site.preflight import judge

NAME = "playbook"
PAUSE = 0.3
"""How many seconds nobody has typed before everything is read again."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class _Server(LanguageServer):
    """Keeps what was told last of each file, to offer its edits and to take it back."""

    def __init__(self, root: Path) -> None:
        super().__init__(NAME, version("learning-matters"))
        self.root = root.resolve()
        self.by_uri: Mapping[str, Sequence[Diagnostic]] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._check: asyncio.Task[None] | None = None
        self._is_due = False

    def again(self, pause: float = 0) -> None:
        """Read everything again after a pause, in place of what waits for it already."""
        if self._waiting:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(pause, self._begin)

    def _begin(self) -> None:
        """Begin to read, or note that it is due: a check cannot be stopped, so there is one."""
        self._waiting = None
        self._is_due = self._check is not None
        if self._check is None:
            self._check = asyncio.get_running_loop().create_task(self._tell())
            self._check.add_done_callback(self._end)

    def _end(self, check: asyncio.Task[None]) -> None:
        self._check = None
        if not check.cancelled() and (error := check.exception()):
            told = f"The playbook cannot be checked: {error}"
            message = types.LogMessageParams(types.MessageType.Error, told)
            self.window_log_message(message)
        if self._is_due:
            self._begin()

    def lines(self, uri: str) -> Sequence[str]:
        """The lines of a file as the editor has it, or as it is saved; none of what is no text."""
        return self.text(uri).splitlines(keepends=True)

    def text(self, uri: str) -> str:
        """The text of a file, in the same way."""
        try:
            return self.workspace.get_text_document(uri).source
        except (OSError, UnicodeDecodeError):
            return ""

    def place(self, lines: Sequence[str], place: Place) -> types.Position:
        """A place as the editor counts: from nought, and letters perhaps as two."""
        position = types.Position(place[0] - 1, place[1] - 1)
        if position.line >= len(lines):
            return position
        return self.workspace.position_codec.position_to_client_units(lines, position)

    async def _tell(self) -> None:
        documents = self.workspace.text_documents
        texts = {path: d.source for uri, d in documents.items() if (path := to_fs_path(uri))}
        diagnostics = await asyncio.to_thread(self._diagnostics, texts)
        by_uri = defaultdict[str, list[Diagnostic]](list)
        for diagnostic in diagnostics:
            uri = from_fs_path(str(self.root / diagnostic.location.path))
            by_uri[self._as_opened(uri or "")].append(diagnostic)
        gone = self.by_uri.keys() - by_uri.keys()
        self.by_uri = by_uri
        for uri in [*gone, *by_uri]:
            messages = [self._as_told(uri, diagnostic) for diagnostic in by_uri.get(uri, [])]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, messages))

    def _diagnostics(self, texts: Mapping[str, str]) -> list[Diagnostic]:
        with unsaved(texts):
            return playbook.check_editions(self.root, judge=judge.diagnostics)[1]

    def _as_opened(self, uri: str) -> str:
        """The address of a file in the form in which the editor wrote it."""
        path = to_fs_path(uri)
        same = (one for one in self.workspace.text_documents if to_fs_path(one) == path)
        return next(same, uri)

    def _as_told(self, uri: str, diagnostic: Diagnostic) -> types.Diagnostic:
        lines = self.lines(uri)
        line, column = diagnostic.location.line, diagnostic.location.column
        end = len(lines[line - 1].rstrip("\r\n")) + 1 if line <= len(lines) else column
        return types.Diagnostic(
            types.Range(
                self.place(lines, (line, column)), self.place(lines, (line, max(column, end)))
            ),
            f"{diagnostic.message}\n{diagnostic.hint}".strip(),
            severity=_SEVERITIES[diagnostic.severity],
            code=diagnostic.code.id,
            source=NAME,
        )


def server(root: Path) -> LanguageServer:
    """A server for the playbook in a folder."""
    one = _Server(root)

    @one.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _opened(_: types.DidOpenTextDocumentParams) -> None:
        one.again()

    @one.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _saved(_: types.DidSaveTextDocumentParams) -> None:
        one.again()

    @one.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _closed(_: types.DidCloseTextDocumentParams) -> None:
        one.again()

    @one.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _typed(_: types.DidChangeTextDocumentParams) -> None:
        one.again(PAUSE)

    @one.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def _actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return _offers(one, params)

    return one


def _offers(one: _Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The edits of what is told of the lines that somebody points at."""
    uri, lines = params.text_document.uri, range(params.range.start.line, params.range.end.line + 1)
    return [
        _action(one, uri, diagnostic)
        for diagnostic in one.by_uri.get(uri, [])
        if diagnostic.location.line - 1 in lines and _fits(one, uri, diagnostic)
    ]


def _fits(one: _Server, uri: str, diagnostic: Diagnostic) -> bool:
    """Whether there is an edit, and the text is still what it was made for."""
    text = one.text(uri).replace("\r\n", "\n")
    try:
        return bool(diagnostic.edits) and edits.apply(text, diagnostic.edits) != text
    except edits.Misplaced:
        return False


def _action(one: _Server, uri: str, diagnostic: Diagnostic) -> types.CodeAction:
    lines = one.lines(uri)
    changes: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(types.Range(one.place(lines, e.start), one.place(lines, e.end)), e.new)
        for e in diagnostic.edits
    ]
    return types.CodeAction(
        diagnostic.hint,
        kind=types.CodeActionKind.QuickFix,
        edit=types.WorkspaceEdit(changes={uri: changes}),  # type: ignore[dict-item]
        is_preferred=diagnostic.is_certain,
    )
