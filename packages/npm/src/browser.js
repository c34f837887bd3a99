// The entry for browsers and workers. The modules are beside this package's files; a bundler has to copy them, as most do.
import {functionsOf} from './feastctl.js';

export {Feastctl, FeastctlError} from './feastctl.js';

// Bundlers recognize files in this form only.
const urls = {
  'playground.wasm': new URL('../playground.wasm', import.meta.url),
  'feastctl.wasm': new URL('../feastctl.wasm', import.meta.url),
};
const {load, call} = functionsOf(async name => {
  const response = await fetch(urls[name]);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return WebAssembly.compile(await response.arrayBuffer());  // whatever type the server says it is
});

export {load};
export const [run, render, validate, defaults, explain, simulate, diff, graph, schema] =
  ['run', 'render', 'validate', 'defaults', 'explain', 'simulate', 'diff', 'graph', 'schema'].map(call);
