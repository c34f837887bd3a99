// Runs the calls of a JSON file with each module, and names those that the native program answers otherwise.
import {readFileSync} from 'node:fs';
import {Feastctl} from 'feastctl';

const calls = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let different = 0;
for (const file of ['playground.wasm', 'feastctl.wasm']) {
  const module = await WebAssembly.compile(readFileSync(`node_modules/feastctl/${file}`));
  const feastctl = new Feastctl(module);
  const begin = performance.now();
  for (const {name, args, stdin, ...native} of calls) {
    const here = await feastctl.run(args, {stdin});
    for (const what of ['status', 'output', 'errors']) {
      if (here[what] === native[what]) continue;
      ++different;
      console.log(`${file}: ${name}: ${args.join(' ')}: another ${what}\n  native: ${JSON.stringify(native[what]).slice(0, 600)}\n  module: ${JSON.stringify(here[what]).slice(0, 600)}`);
    }
  }
  const each = (performance.now() - begin) / calls.length;
  console.log(`${file}: ${calls.length} calls, ${each.toFixed(1)} ms each`);
}
console.log(`${different} different`);
process.exitCode = different > 0 || calls.length === 0 ? 1 : 0;
