// The editor: YAML with syntax colours, findings, hover and completion.
import {autocompletion, completionKeymap} from '@codemirror/autocomplete';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {yaml} from '@codemirror/lang-yaml';
import {HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting} from '@codemirror/language';
import {lintGutter, lintKeymap, setDiagnostics} from '@codemirror/lint';
import {highlightSelectionMatches, searchKeymap} from '@codemirror/search';
import {EditorState} from '@codemirror/state';
import {EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers} from '@codemirror/view';
import {tags} from '@lezer/highlight';
import {at, pathTo, read, typeOf} from './schema.js';

// The colours are variables of style.css, for light and dark.
const colours = HighlightStyle.define([
  {tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--key)'},
  {tag: [tags.string, tags.special(tags.string), tags.content, tags.attributeValue], color: 'var(--string)'},
  {tag: tags.comment, color: 'var(--comment)', fontStyle: 'italic'},
  {tag: [tags.separator, tags.punctuation, tags.meta, tags.typeName, tags.labelName], color: 'var(--mark)'},
]);

const common = [
  EditorView.cspNonce.of('editor'), yaml(), syntaxHighlighting(colours), lineNumbers(), foldGutter(), drawSelection(), highlightSelectionMatches(),
];

/** The key under the mouse, explained. */
const explanations = hoverTooltip((view, position) => {
  const line = view.state.doc.lineAt(position);
  const {key, keyAt} = read(line.text);
  const column = position - line.from;
  if (key === undefined || column < keyAt || column > keyAt + key.length) return null;
  const path = [...pathTo(view.state.doc, line.number, keyAt), key];
  const node = at(path);
  if (!node) return null;
  return {
    pos: line.from + keyAt, end: line.from + keyAt + key.length, above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'explanation';
      const title = dom.appendChild(document.createElement('strong'));
      title.textContent = path.join('.').replaceAll('.-', '[]');
      dom.append(` ${typeOf(node)}`);
      if (node.description) dom.appendChild(document.createElement('p')).textContent = node.description;
      if (node.default !== undefined) dom.append(`Default: ${JSON.stringify(node.default)}`);
      return {dom};
    },
  };
});

function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const value = /^(\s*(?:- +)*)([\w.-]+):\s+(\S*)$/.exec(before);
  if (value) {
    const node = at([...pathTo(context.state.doc, line.number, value[1].length), value[2]]);
    const choices = node?.enum ?? (node?.type === 'boolean' ? [true, false] : []);
    if (choices.length === 0) return null;
    return {from: context.pos - value[3].length, options: choices.map(choice => ({label: String(choice), type: 'enum'}))};
  }
  const key = /^(\s*(?:- +)*)([\w.-]*)$/.exec(before);
  if (!key || (key[2] === '' && !context.explicit)) return null;
  const node = at(pathTo(context.state.doc, line.number, key[1].length));
  if (!node?.properties) return null;
  return {
    from: context.pos - key[2].length,
    options: Object.entries(node.properties).map(([label, {description, ...rest}]) => ({
      label, type: 'property', info: description, apply: rest.$ref || rest.type === 'object' || rest.type === 'array' ? `${label}:` : `${label}: `,
    })),
  };
}

/** @param changed  is called with the text after each edit */
export function editor(parent, text, label, changed) {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        common, history(), bracketMatching(), indentOnInput(), highlightActiveLine(), highlightActiveLineGutter(), lintGutter(),
        autocompletion({override: [complete]}), explanations,
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of({'aria-label': label, tabindex: '0'}),
        EditorView.updateListener.of(update => update.docChanged && changed(update.state.doc.toString())),
      ],
    }),
  });
}

/** Shows a text that cannot be edited. */
export function viewer(parent, label) {
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        common, EditorState.readOnly.of(true), keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap]),
        EditorView.contentAttributes.of({'aria-label': label, tabindex: '0', 'aria-readonly': 'true'}),
      ],
    }),
  });
}

/** Replaces the text, as far as it differs: what stays is not parsed and coloured again. */
export function setText(view, text) {
  const old = view.state.doc.toString();
  if (old === text) return;
  const most = Math.min(old.length, text.length);
  let same = 0;
  while (same < most && old[same] === text[same]) ++same;
  let end = 0;
  while (end < most - same && old[old.length - 1 - end] === text[text.length - 1 - end]) ++end;
  view.dispatch({changes: {from: same, to: old.length - end, insert: text.slice(same, text.length - end)}});
}

/** The offset of a line and column, both from 1, within the text. Columns count characters, not UTF-16 units. */
function offsetOf(doc, line, column) {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const {from, to, text} = doc.line(line);
  const units = Array.from(text).slice(0, column - 1).join('').length;
  return Math.min(from + units, to);
}

/** Applies a fix of a finding: all its edits, as one step of the history. */
export function applyFix(view, fix) {
  const {doc} = view.state;
  view.dispatch({
    changes: fix.edits.map(edit => ({
      from: offsetOf(doc, edit.line, edit.column), to: offsetOf(doc, edit.endLine, edit.endColumn), insert: edit.text,
    })),
    userEvent: 'input.fix',
  });
}

const SEVERITY = {error: 'error', warning: 'warning', note: 'info'};

export function showFindings(view, findings) {
  const {doc} = view.state;
  const diagnostics = findings.filter(({line}) => line).map(finding => {
    const from = offsetOf(doc, finding.line, finding.column ?? 1);
    const to = Math.max(from, offsetOf(doc, finding.endLine ?? finding.line, finding.endColumn ?? finding.column ?? 1));
    return {
      from, to, severity: SEVERITY[finding.severity], source: finding.code,
      message: finding.hint ? `${finding.message}\n${finding.hint}` : finding.message,
      actions: (finding.fixes ?? []).map(fix => ({name: fix.title, apply: () => applyFix(view, fix)})),
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics.sort((a, b) => a.from - b.from)));
}

export function goTo(view, line, column) {
  const position = offsetOf(view.state.doc, line, column);
  view.dispatch({selection: {anchor: position}, scrollIntoView: true});
  view.focus();
}
