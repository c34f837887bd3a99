"""A session with pytest-lsp, whose client holds every message against lsprotocol's types. pytest_test.py runs this."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProjct: a
"""


@pytest_lsp.fixture(params=["neovim", "visual-studio-code", "emacs"],
                    config=ClientServerConfig(server_command=[os.environ["FEASTCTL"], "lsp"]))
async def client(request, lsp_client: LanguageClient):
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_):
        return None

    await lsp_client.initialize_session(types.InitializeParams(
        capabilities=client_capabilities(request.param), root_uri=pathlib.Path(os.environ["WORKSPACE"]).as_uri()))
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_findings_hover_and_completion(client: LanguageClient):
    uri = pathlib.Path(os.environ["WORKSPACE"], "store.yaml").as_uri()
    document = types.TextDocumentIdentifier(uri)
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, STORE)))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    found = next(d for d in client.diagnostics[uri] if d.code == "FS201")
    assert found.range.start == types.Position(4, 2) and found.severity == types.DiagnosticSeverity.Error

    change = types.TextDocumentContentChangePartial(range=found.range, text="feastProject")
    client.text_document_did_change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change]))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert not [d for d in client.diagnostics[uri] if d.severity == types.DiagnosticSeverity.Error]

    hover = await client.text_document_hover_async(types.HoverParams(document, types.Position(4, 4)))
    assert "spec.feastProject" in hover.contents.value
    offered = await client.text_document_completion_async(types.CompletionParams(document, types.Position(4, 4)))
    assert "replicas" in [item.label for item in offered.items]
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [s.name for s in symbols] == ["sample"]
    assert client.error is None
