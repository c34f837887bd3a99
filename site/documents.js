// The documents as pages: README, docs/, the page of each code, and the manual of each command.
import {mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync} from 'node:fs';
import {dirname, posix} from 'node:path';
import MarkdownIt from 'markdown-it';

/** Where a document is on the site: docs/ is at its place, all others are beside it. */
const placeOf = source => (source.startsWith('docs/') ? source : `docs/${source}`).replace(/\.md$/, '.html');

/** The anchor of a heading, as GitHub makes it. */
const anchor = title => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function frame(place, title, body) {
  const up = '../'.repeat(place.split('/').length - 1);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
<title>${escape(title)}: feastctl</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}style.css">
</head>
<body class="page">
<header>
  <p><a href="${up}docs/README.html">feastctl</a></p>
  <nav aria-label="Site"><a href="${up}index.html">Playground</a> <a href="${up}docs/README.html">Documentation</a> <a href="${up}docs/codes/index.html">Codes</a> <a href="${up}docs/manual/feastctl.html">Manual</a></nav>
</header>
<main>
${body}
</main>
</body>
</html>
`;
}

function markdown(source, exists) {
  const renderer = new MarkdownIt({html: false, linkify: false});
  const target = link => {
    if (/^[a-z]+:|^#|^\/\//.test(link)) return link;
    const [path, fragment] = link.split('#');
    const file = posix.normalize(posix.join(posix.dirname(source), path));
    if (!exists(file)) return null;
    return posix.relative(posix.dirname(placeOf(source)), placeOf(file)) + (fragment ? `#${fragment}` : '');
  };
  const {rules} = renderer.renderer;
  rules.heading_open = (tokens, i) => `<${tokens[i].tag} id="${anchor(tokens[i + 1].children.map(child => child.content).join(''))}">`;
  rules.table_open = () => '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>';
  rules.table_close = () => '</table></div>';
  const fence = rules.fence;
  rules.fence = (...given) => fence(...given).replace('<pre>', '<pre tabindex="0">');
  // Badges and the like are elsewhere, where a page must not look.
  rules.image = (tokens, i) => escape(tokens[i].content);
  // A link to a file that is no page, such as a source, is its text.
  renderer.core.ruler.push('pages', state => {
    for (const {children} of state.tokens) {
      let dropped = false;
      for (const child of children ?? []) {
        if (child.type === 'link_open') {
          const link = target(child.attrGet('href'));
          dropped = link === null;
          if (!dropped) child.attrSet('href', link);
        }
        if (dropped && child.type.startsWith('link_')) Object.assign(child, {type: 'text', content: '', tag: '', nesting: 0});
        if (child.type === 'text' && child.content === '' && child.tag === '') child.hidden = true;
      }
    }
  });
  return renderer;
}

function* documents(root, folder) {
  for (const entry of readdirSync(root + folder, {withFileTypes: true})) {
    if (entry.isDirectory()) yield* documents(root, `${folder}/${entry.name}`);
    else if (entry.name.endsWith('.md')) yield `${folder}/${entry.name}`;
  }
}

/** Writes all pages and returns how many there are. */
export async function writeDocuments(root, out, feastctl) {
  const sources = ['README.md', 'CHANGELOG.md', 'COMPATIBILITY.md', 'CONTRIBUTING.md', 'SECURITY.md', ...documents(root, 'docs')]
    .filter(source => existsSync(root + source));
  const known = new Set(sources);
  const pages = new Map();
  const codes = [];
  for (const source of sources) {
    const text = readFileSync(root + source, 'utf8').replace(/^---\n[^]*?\n---\n/, '');
    const title = /^# (.*)$/m.exec(text)?.[1] ?? source;
    const code = /^docs\/codes\/(FS\d+)\.md$/.exec(source)?.[1];
    if (code) codes.push([code, title.replace(/^FS\d+: /, ''), /^# .*\n+(.*)$/m.exec(text)?.[1] ?? '']);
    pages.set(placeOf(source), [title, markdown(source, file => known.has(file)).render(text)]);
  }
  const plain = new MarkdownIt();
  const rows = codes.map(([code, name, summary]) => `<tr><td><a href="${code}.html">${code}</a></td><td>${escape(name)}</td><td>${plain.renderInline(summary)}</td></tr>`);
  pages.set('docs/codes/index.html', ['Diagnostic codes', `<h1>Diagnostic codes</h1>\n<div class="scroll" tabindex="0" role="region" aria-label="Codes"><table><thead><tr><th>Code</th><th>Name</th><th>Meaning</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`]);

  const help = (await feastctl.run(['--help'])).output;
  const commands = [...help.matchAll(/^ {2}([a-z]+) {2,}(.*)$/gm)].map(([, name, summary]) => [name, summary]);
  const list = commands.map(([name, summary]) => `<li><a href="${name}.html">${name}</a>: ${escape(summary)}</li>`).join('\n');
  pages.set('docs/manual/feastctl.html', ['Manual', `<h1>Manual</h1>\n<ul>${list}</ul>\n<pre tabindex="0">${escape(help)}</pre>`]);
  for (const [name] of commands) {
    const {output} = await feastctl.run([name, '--help']);
    pages.set(`docs/manual/${name}.html`, [`feastctl ${name}`, `<h1>feastctl ${name}</h1>\n<pre tabindex="0">${escape(output)}</pre>`]);
  }
  for (const [place, [title, body]] of pages) {
    mkdirSync(dirname(`${out}/${place}`), {recursive: true});
    writeFileSync(`${out}/${place}`, frame(place, title, body));
  }
  return pages.size;
}
