// The entry for browsers and workers. feastctl.wasm is beside this package's files; a bundler has to copy it, as most do.
import {functionsOf} from './feastctl.js';

export {Feastctl, FeastctlError} from './feastctl.js';

const {load, call} = functionsOf(async () => {
  const response = await fetch(new URL('../feastctl.wasm', import.meta.url));
  if (!response.ok) throw new Error(`feastctl.wasm: ${response.status} ${response.statusText}`);
  return WebAssembly.compile(await response.arrayBuffer());  // whatever type the server says it is
});

export {load};
export const [run, render, validate, defaults, explain, simulate, diff, graph, schema] =
  ['run', 'render', 'validate', 'defaults', 'explain', 'simulate', 'diff', 'graph', 'schema'].map(call);
