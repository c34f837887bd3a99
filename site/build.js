// Builds the site into build/site: the playground, its worker and module, and the documents as pages.
//
//     node site/build.js    after packages/npm/build and `npm ci` in site/
import {cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {Feastctl} from '../packages/npm/src/feastctl.js';
import {writeDocuments} from './documents.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}build/site`;
const modules = `${root}build/npm/package`;
const feastctl = new Feastctl(await WebAssembly.compile(readFileSync(`${modules}/feastctl.wasm`)));

/** The examples that are one FeatureStore and what it needs, each as one text. */
function examples() {
  const found = {};
  for (const entry of readdirSync(`${root}examples`, {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    const folder = `${root}examples/${entry.name}`;
    const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));
    const stores = files.filter(name => /^kind: FeatureStore$/m.test(readFileSync(`${folder}/${name}`, 'utf8')));
    if (stores.length !== 1) continue;
    const ordered = [...stores, ...files.filter(name => name !== stores[0])];
    found[entry.name] = ordered.map(name => readFileSync(`${folder}/${name}`, 'utf8').trimEnd()).join('\n---\n') + '\n';
  }
  return found;
}

const virtual = {
  name: 'examples',
  setup(builder) {
    builder.onResolve({filter: /^examples$/}, () => ({path: 'examples', namespace: 'made'}));
    builder.onLoad({filter: /.*/, namespace: 'made'}, () => ({contents: JSON.stringify(examples()), loader: 'json'}));
  },
};

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
await build({
  entryPoints: ['ask', 'playground', 'worker'].map(name => `${root}site/src/${name}.js`),
  absWorkingDir: root, outdir: out, bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, legalComments: 'none',
  plugins: [virtual], logLevel: 'warning',
});

const listed = (await feastctl.run(['version'])).output;
const options = (line, chosen) => new RegExp(`^${line}: (.*)$`, 'm').exec(listed)[1].split(', ')
  .map(name => `<option${name === chosen ? ' selected' : ''}>${name}</option>`).join('');
const [, feast, kubernetes] = /Feast (\d+\.\d+)\S*, Kubernetes (\S+)\)/.exec(listed);
const page = readFileSync(`${root}site/src/index.html`, 'utf8')
  .replace('<!-- feast releases -->', options('Feast releases', feast))
  .replace('<!-- kubernetes minors -->', options('Kubernetes minors', kubernetes));
writeFileSync(`${out}/index.html`, page);
cpSync(`${root}site/src/style.css`, `${out}/style.css`);
cpSync(`${modules}/playground.wasm`, `${out}/playground.wasm`);
writeFileSync(`${out}/schema.json`, JSON.stringify(await feastctl.schema()));
const pages = await writeDocuments(root, out, feastctl);

for (const name of ['playground.wasm', 'playground.js', 'worker.js', 'schema.json', 'style.css', 'index.html']) {
  const bytes = readFileSync(`${out}/${name}`);
  console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes, {level: 9}).length} with gzip`);
}
console.log(`${pages} pages of documents`);
