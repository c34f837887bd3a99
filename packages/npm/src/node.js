// The entry for Node.
import {readFile} from 'node:fs/promises';
import {functionsOf} from './feastctl.js';

export {Feastctl, FeastctlError} from './feastctl.js';

const {load, call} = functionsOf(async name =>
  WebAssembly.compile(await readFile(new URL(`../${name}`, import.meta.url))));

export {load};
export const [run, render, validate, defaults, explain, simulate, diff, graph, schema] =
  ['run', 'render', 'validate', 'defaults', 'explain', 'simulate', 'diff', 'graph', 'schema'].map(call);
