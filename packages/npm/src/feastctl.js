// The commands of feastctl as functions: arguments to a command line, reports to objects.
import {MemoryFiles} from './memory.js';
import {run} from './wasi.js';

/** A command that was called wrongly, or could not read its input. */
export class FeastctlError extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'FeastctlError';
    this.status = status;
  }
}

const FINDINGS = 1;

class Collected {
  #parts = [];
  #decoder = new TextDecoder();
  write = bytes => {
    this.#parts.push(this.#decoder.decode(bytes, {stream: true}));
    return bytes.length;
  };
  get text() {
    return this.#parts.join('');
  }
}

/** What the program reads from standard input: a text. */
function reader(text) {
  let rest = new TextEncoder().encode(text);
  return bytes => {
    const part = rest.subarray(0, bytes.length);
    bytes.set(part);
    rest = rest.subarray(part.length);
    return part.length;
  };
}

const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** {platform: 'openshift', ignore: ['FS602'], quiet: true} as --platform=openshift --ignore=FS602 --quiet */
function words(options) {
  return Object.entries(options).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter(one => one !== undefined && one !== null && one !== false)
      .map(one => (one === true ? `--${kebab(name)}` : `--${kebab(name)}=${one}`)));
}

/** A text is standard input; an object is files by name. */
function given(input) {
  if (typeof input === 'string') return {stdin: input, paths: ['-']};
  return {files: input, paths: Object.keys(input)};
}

async function start(module, args, {files = {}, stdin = '', env = {}} = {}) {
  const disk = new MemoryFiles(files);
  const [output, errors] = [new Collected(), new Collected()];
  const status = await run(module, disk, {
    args: ['feastctl', ...args], env, folder: '/', stdio: [{read: reader(stdin)}, output, errors],
  });
  return {status, output: output.text, errors: errors.text, files: disk};
}

export class Feastctl {
  #module;
  #whole;
  /**
   * @param module  the compiled feastctl.wasm or playground.wasm
   * @param whole   resolves to the compiled feastctl.wasm, for what playground.wasm lacks
   */
  constructor(module, whole = async () => module) {
    this.#module = module;
    this.#whole = whole;
  }

  async run(args, input) {
    return start(await this.#whole(), args, input);
  }

  /** Runs a command that prints what it makes, and its findings as JSON on standard error. */
  async #make(command, input, options) {
    const {paths, ...rest} = given(input);
    const result = await start(this.#module, [command, ...words(options), '--diagnostics=json', '--', ...paths], rest);
    if (result.status > FINDINGS) throw new FeastctlError(result.errors.trim(), result.status);
    return {ok: result.status === 0, output: result.output, report: JSON.parse(result.errors)};
  }

  /** Runs a command that prints one text, or JSON. */
  async #print(args, rest, module = this.#module) {
    const {status, output, errors} = await start(module, args, rest);
    if (status > FINDINGS || (output === '' && errors !== '')) throw new FeastctlError(errors.trim(), status);
    return {ok: status === 0, output, messages: errors};
  }
  async #report(args, rest) {
    const {ok, output} = await this.#print(args, rest);
    return {ok, report: JSON.parse(output)};
  }

  render(input, options = {}) {
    return this.#make('render', input, options);
  }
  defaults(input, options = {}) {
    return this.#make('defaults', input, options);
  }
  validate(input, options = {}) {
    const {paths, ...rest} = given(input);
    return this.#report(['validate', ...words(options), '--output=json', '--', ...paths], rest);
  }
  graph(input, options = {}) {
    const {paths, ...rest} = given(input);
    return this.#print(['graph', ...words(options), '--', ...paths], rest);
  }
  simulate(input, options = {}) {
    const {paths, ...rest} = given(input);
    return this.#print(['simulate', ...words({output: 'json', ...options}), '--', ...paths], rest);
  }
  diff(before, after, options = {}) {
    const files = {};
    for (const [folder, side] of [['before', before], ['after', after]]) {
      const named = typeof side === 'string' ? {'store.yaml': side} : side;
      for (const [name, text] of Object.entries(named)) files[`${folder}/${name}`] = text;
    }
    return this.#report(['diff', ...words(options), '--output=json', 'before', 'after'], {files});
  }
  async explain(topic = 'spec', options = {}) {
    return (await this.#print(['explain', ...words(options), '--', ...topic.split(' ')], {}, await this.#whole())).output;
  }
  async schema(options = {}) {
    return JSON.parse((await this.#print(['schema', ...words(options)], {}, await this.#whole())).output);
  }
}

/**
 * The functions of a package. A module is compiled once, when it is needed.
 * @param compile  resolves to the module of a file name
 */
export function functionsOf(compile) {
  let loaded, whole;
  const load = () => (loaded ??= compile('playground.wasm').then(module =>
    new Feastctl(module, () => (whole ??= compile('feastctl.wasm')))));
  const call = name => async (...given) => (await load())[name](...given);
  return {load, call};
}
