// Runs the calls of a JSON file with the module, and names those that the native program answers otherwise.
import {readFileSync} from 'node:fs';
import {load} from 'feastctl';

const calls = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const feastctl = await load();
let different = 0;
const begin = performance.now();
for (const {name, args, stdin, ...native} of calls) {
  const here = await feastctl.run(args, {stdin});
  for (const what of ['status', 'output', 'errors']) {
    if (here[what] === native[what]) continue;
    ++different;
    console.log(`${name}: ${args.join(' ')}: another ${what}\n  native: ${JSON.stringify(native[what]).slice(0, 600)}\n  module: ${JSON.stringify(here[what]).slice(0, 600)}`);
  }
}
const each = (performance.now() - begin) / calls.length;
console.log(`${calls.length} calls, ${different} different; ${each.toFixed(1)} ms each`);
process.exitCode = different > 0 || calls.length === 0 ? 1 : 0;
