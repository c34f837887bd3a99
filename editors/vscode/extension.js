// Starts `feastctl lsp` and shows rendered bundles; everything else is the server's.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SCHEME = "feastctl-bundle";
const RENDER = "feastctl.render";

let client;

// The bundles that were shown, by the URI of their document.
class Bundles {
  constructor() {
    this.texts = new Map();
    this.changed = new vscode.EventEmitter();
    this.onDidChange = this.changed.event;
  }

  provideTextDocumentContent(uri) {
    return this.texts.get(uri.toString()) ?? "";
  }

  async show(store, number, text) {
    const path = vscode.Uri.parse(store).path.replace(/\.[^./]*$/, "");
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${path}.${number}.bundle.yaml` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

function start(bundles) {
  const settings = vscode.workspace.getConfiguration("feastctl");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  client = new LanguageClient("feastctl", "feastctl", server, {
    documentSelector: ["yaml", "json"].flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    middleware: {
      async executeCommand(command, parameters, next) {
        const result = await next(command, parameters);
        if (command === RENDER && typeof result === "string") await bundles.show(parameters[0], parameters[1] ?? 0, result);
        return result;
      },
    },
  });
  return client.start();
}

async function activate(context) {
  const bundles = new Bundles();
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, bundles),
    vscode.commands.registerCommand("feastctl.restart", () => client.restart()),
  );
  await start(bundles);
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
