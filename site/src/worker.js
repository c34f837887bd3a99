// Computes off the page's thread, with the module that the page sends. Each question has a kind; an answer that is no longer wanted is not computed.
import {Feastctl} from '../../packages/npm/src/feastctl.js';

let give;
const compiled = new Promise(resolve => (give = resolve));

// Newer questions arrive meanwhile. A timer would take 4 ms: browsers slow down those that follow each other.
const {port1, port2} = new MessageChannel();
const pause = () => new Promise(resolve => {
  port1.onmessage = resolve;
  port2.postMessage(null);
});

const waiting = new Map();  // the latest question of each kind
let busy = false;

async function work() {
  if (busy) return;
  busy = true;
  const feastctl = await compiled;
  while (waiting.size > 0) {
    const [kind, {id, args, files, stdin}] = waiting.entries().next().value;
    waiting.delete(kind);
    const {status, output, errors} = await feastctl.run(args, {files, stdin});
    postMessage({id, kind, status, output, errors});
    if (waiting.size > 0) await pause();
  }
  busy = false;
}

const failed = error => postMessage({failed: String(error?.message ?? error)});
self.onmessage = ({data}) => {
  if (data.module) return give(new Feastctl(data.module));
  waiting.delete(data.kind);
  waiting.set(data.kind, data);
  work().catch(failed);
};
postMessage('ready');
