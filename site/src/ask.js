// Questions to the worker. Of each kind, only the answer to the latest question counts.
const worker = new Worker(new URL('worker.js', import.meta.url), {type: 'module'});
const asked = new Map();
let last = 0;
let onFailure = () => {};

worker.onmessage = ({data}) => {
  if (data.failed) return onFailure(data.failed);
  const question = asked.get(data.kind);
  if (question?.id !== data.id) return;
  asked.delete(data.kind);
  question.resolve(data);
};
worker.onerror = event => onFailure(event.message);

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
