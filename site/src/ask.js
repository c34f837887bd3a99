// Questions to the worker. Of each kind, only the answer to the latest question counts.
const worker = new Worker(new URL('worker.js', import.meta.url), {type: 'module'});

// Here, because the module arrives and is compiled while the worker starts.
async function compile() {
  const response = await fetch(new URL('playground.wasm', import.meta.url));
  if (!response.ok) throw new Error(`playground.wasm: ${response.status} ${response.statusText}`);
  // Compiled while it arrives, if the server says what it is.
  const streams = response.headers.get('Content-Type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
compile().then(module => worker.postMessage({module}), error => onFailure(error.message));

const asked = new Map();
let last = 0;
let onFailure = () => {};
let begin;

/** Resolves when the worker takes questions: it starts, and gets the first ones, only while the page has nothing to do. */
export const ready = new Promise(resolve => (begin = resolve));

worker.onmessage = ({data}) => {
  if (data === 'ready') return begin();
  if (data.failed) return onFailure(data.failed);
  const question = asked.get(data.kind);
  if (question?.id !== data.id) return;
  asked.delete(data.kind);
  question.resolve(data);
};
worker.onerror = event => {
  begin();
  onFailure(event.message);
};

/** Resolves to {status, output, errors}, or never if the same kind is asked again before. */
export function ask(kind, args, input = {}) {
  return new Promise(resolve => {
    const id = ++last;
    asked.set(kind, {id, resolve});
    worker.postMessage({id, kind, args, ...input});
  });
}

export function whenItFails(handler) {
  onFailure = handler;
}
