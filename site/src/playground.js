// The page: controls, findings and tabs around the editor.
import examples from 'examples';
import {ask, ready, whenItFails} from './ask.js';
import {applyFix, editor, goTo, setText, showFindings, viewer} from './editor.js';
import {useSchema} from './schema.js';
import {decode, encode, withoutSecrets} from './share.js';

const FILE = 'store.yaml';
const FIRST_EXAMPLE = 'hpa';
const CONTROLS = ['platform', 'feastVersion', 'kubernetesVersion', 'podSecurity', 'options', 'load'];
const SEVERITIES = ['error', 'warning', 'note'];  // in the order of the list
const TABS = ['bundle', 'defaults', 'diff', 'graph', 'simulate'];
const WAIT_FOR_LINK = 500;  // ms

const $ = id => document.getElementById(id);
const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

let tab = 'bundle';
let views = {};
let edited, before;

const text = () => edited.state.doc.toString();

/** The options that the controls say. */
function words() {
  const chosen = ['platform', 'feastVersion', 'kubernetesVersion', 'podSecurity'].map(name => `--${kebab(name)}=${$(name).value}`);
  return [...chosen, ...$('options').value.split(/\s+/).filter(Boolean)];
}

/** Some options belong to some commands: without those that this one does not know. */
async function answer(kind, command, input) {
  let more = words();
  for (;;) {
    const result = await ask(kind, [...command, ...more, '--', ...Object.keys(input)], {files: input});
    const unknown = result.status === 2 && /unknown option: (--[\w-]+)/.exec(result.errors)?.[1];
    const fewer = more.filter(word => word.split('=')[0] !== unknown);
    if (!unknown || fewer.length === more.length || command[0] === 'validate') return result;
    more = fewer;
  }
}

const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A finding as an entry of the list: its place as a button, its text, its fixes. */
function entry(finding) {
  const {code, severity, message, hint, line, column, fixes = []} = finding;
  const place = element('button', {type: 'button', className: 'place', onclick: () => goTo(edited, line, column)}, `Line ${line}`);
  const page = element('a', {href: `docs/codes/${code}.html`}, code);
  const item = element('li', {className: severity}, ...(line ? [place, ' '] : []), element('strong', {}, severity), ' ', page, ` ${message}`);
  if (hint) item.append(element('span', {className: 'hint'}, hint));
  for (const fix of fixes) {
    item.append(element('button', {type: 'button', className: 'fix', onclick: () => applyFix(edited, fix)}, fix.title));
  }
  return item;
}

function showStatus(message, className = '') {
  $('status').textContent = message;
  $('status').className = className;
}

const validated = checked => answer('validate', ['validate', '--output=json'], {[FILE]: checked});

async function check(answered = validated(text())) {
  const {status, output, errors} = await answered;
  if (status > 1) {
    showFindings(edited, []);
    $('findings').replaceChildren();
    showStatus(errors.trim(), 'error');
    return;
  }
  const {diagnostics, summary} = JSON.parse(output);
  showFindings(edited, diagnostics);
  const sorted = [...diagnostics].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  $('findings').replaceChildren(...sorted.map(entry));
  showStatus(`${counted(summary.errors, 'error')}, ${counted(summary.warnings, 'warning')}, ${counted(diagnostics.length - summary.errors - summary.warnings, 'note')}`,
             summary.errors > 0 ? 'error' : 'fine');
  performance.mark('checked');
}

/** Shows an SVG as an image, in which nothing can run. The page's policy would apply to a blob, and refuse its styles. */
function showPicture(place, svg, description) {
  const picture = element('img', {src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: description});
  picture.style.setProperty('--natural', `${/<svg [^>]*width="(\d+)"/.exec(svg)?.[1] ?? 0}px`);
  place.replaceChildren(picture);
}

/** Marks the sides on which more can be scrolled to, which get a shadow. */
function markSides(scrolled) {
  const left = scrolled.scrollLeft, right = scrolled.scrollWidth - scrolled.clientWidth - left;
  scrolled.parentElement.classList.toggle('more-left', left > 1);
  scrolled.parentElement.classList.toggle('more-right', right > 1);
}

function watchSides(scrolled) {
  scrolled.onscroll = () => markSides(scrolled);
  const sizes = new ResizeObserver(() => markSides(scrolled));
  sizes.observe(scrolled);
  new MutationObserver(() => {
    markSides(scrolled);
    for (const child of scrolled.children) sizes.observe(child);
  }).observe(scrolled, {childList: true});
}

const refused = result => result.status > 1 || result.output === '';
const MEND_FIRST = 'Nothing to show: the store has errors.';

const show = {
  async bundle() {
    const result = await answer('tab', ['render', '--quiet'], {[FILE]: text()});
    setText(views.bundle, refused(result) ? `# ${MEND_FIRST}\n` : result.output);
  },
  async defaults() {
    const result = await answer('tab', ['defaults', '--origin', '--quiet'], {[FILE]: text()});
    setText(views.defaults, refused(result) ? `# ${MEND_FIRST}\n` : result.output);
  },
  async diff() {
    const input = {[`before/${FILE}`]: before.state.doc.toString(), [`after/${FILE}`]: text()};
    const {output, errors} = await answer('tab', ['diff', '--quiet'], input);
    $('diff').textContent = (output + errors).trim() || 'The bundles are the same.';
  },
  async graph() {
    const result = await answer('tab', ['graph', '--output=svg', '--quiet'], {[FILE]: text()});
    if (refused(result)) $('graph').replaceChildren(element('p', {}, MEND_FIRST));
    else showPicture($('graph'), result.output, 'The objects of the bundle, and which of them mounts, selects, binds or scales which');
  },
  async simulate() {
    const load = `--load=${$('load').value}`;
    const picture = await answer('tab', ['simulate', load, '--output=svg', '--quiet'], {[FILE]: text()});
    if (refused(picture)) {
      $('simulation').replaceChildren();
      $('simulation-title').textContent = '';
      $('simulated').textContent = picture.errors.trim();
      return;
    }
    const told = await answer('tab', ['simulate', load, '--output=table', '--quiet'], {[FILE]: text()});
    showPicture($('simulation'), picture.output, 'Load, capacity and replicas over time; the summary below says the same in words');
    $('simulated').textContent = told.output.trim();
    $('simulation-title').textContent = told.output.split('\n', 1)[0];
  },
};

function choose(name, focus = false) {
  tab = name;
  for (const other of TABS) {
    const button = $(`tab-${other}`);
    button.setAttribute('aria-selected', String(other === name));
    button.tabIndex = other === name ? 0 : -1;
    $(`panel-${other}`).hidden = other !== name;
  }
  if (focus) $(`tab-${name}`).focus();
  show[name]();
  keepLink();
}

function moveTab(event) {
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (step) choose(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length], true);
}

let timer;
/** Writes the state to the address, once typing pauses. */
function keepLink() {
  clearTimeout(timer);
  timer = setTimeout(writeLink, WAIT_FOR_LINK);
}

async function writeLink() {
  const kept = $('withSecrets').checked ? {text: text(), dropped: 0} : withoutSecrets(text());
  const state = {text: kept.text, tab, ...Object.fromEntries(CONTROLS.map(name => [name, $(name).value]))};
  const old = $('withSecrets').checked ? before.state.doc.toString() : withoutSecrets(before.state.doc.toString()).text;
  if (old !== '' && old !== kept.text) state.before = old;
  history.replaceState(null, '', `#${await encode(state)}`);
  return kept.dropped;
}

async function share() {
  clearTimeout(timer);
  const dropped = await writeLink();
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  $('share').textContent = dropped > 0 ? `Copied, without ${counted(dropped, 'Secret')}` : 'Copied';
  setTimeout(() => ($('share').textContent = 'Copy link'), 3000);
}

function changed() {
  check();
  if (!before) return;  // the page is still being drawn
  show[tab]();
  keepLink();
}

async function start() {
  const schema = fetch('schema.json');
  const state = (await decode(location.hash.slice(1))) ?? {};
  for (const name of CONTROLS) if (typeof state[name] === 'string') $(name).value = state[name];
  const given = state.text ?? examples[FIRST_EXAMPLE];
  // The worker computes while the editor is drawn; what the findings do not need comes after them.
  const first = validated(given);
  await ready;
  edited = editor($('editor'), given, 'FeatureStore, as YAML', changed);
  $('example').append(...Object.keys(examples).map(name => new Option(name)));
  if (state.text === undefined) $('example').value = FIRST_EXAMPLE;
  $('example').onchange = () => {
    const chosen = examples[$('example').value];
    if (chosen) setText(edited, chosen);
  };
  for (const name of CONTROLS) $(name).oninput = changed;
  $('controls').onsubmit = event => event.preventDefault();
  await check(first);
  before = editor($('before'), state.before ?? given, 'The store to compare with', () => (show[tab](), keepLink()));
  views = {bundle: viewer($('bundle'), 'Bundle'), defaults: viewer($('defaults'), 'Store with its defaults')};
  for (const scrolled of document.querySelectorAll('.scrolls > *')) watchSides(scrolled);
  $('actualSize').onchange = () => $('graph').classList.toggle('actual', $('actualSize').checked);
  $('withSecrets').onchange = keepLink;
  $('share').onclick = share;
  $('baseline').onclick = () => setText(before, text());
  for (const name of TABS) Object.assign($(`tab-${name}`), {onclick: () => choose(name), onkeydown: moveTab});
  choose(TABS.includes(state.tab) ? state.tab : 'bundle');
  useSchema(await (await schema).json());
}

whenItFails(message => showStatus(`The playground does not work here: ${message}`, 'error'));
start();
