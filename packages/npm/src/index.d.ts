/** Files by name, or one text. */
export type Input = string | Record<string, string>;

/**
 * The options of the command line, in camel case: `{platform: 'openshift', ignore: ['FS602'], readOnlyRoot: true}` is
 * `--platform=openshift --ignore=FS602 --read-only-root`.
 */
export type Options = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface Edit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}
export interface Fix {
  title: string;
  /** Whether it can be applied unseen. */
  safe: boolean;
  edits: Edit[];
}
/** A finding, as `--output=json` prints it; lines and columns count from 1. */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'note';
  message: string;
  hint?: string;
  file?: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  document?: number;
  store?: {namespace?: string; name: string};
  path?: string;
  fixes?: Fix[];
  [more: string]: unknown;
}
export interface Report {
  formatVersion: string;
  feastVersion: string;
  kubernetesVersion: string;
  valid: boolean;
  summary: {stores: number; errors: number; warnings: number; skipped: number};
  diagnostics: Finding[];
  [more: string]: unknown;
}
export interface Made {
  /** Whether the output can be used. */
  ok: boolean;
  output: string;
  report: Report;
}
export interface Printed {
  ok: boolean;
  output: string;
  /** What was written to standard error. */
  messages: string;
}
export interface Ran {
  status: number;
  output: string;
  errors: string;
  /** The files after the run: bytes by path. */
  files: {entries(): Iterable<[path: string, bytes: Uint8Array]>};
}

/** Wrong options, or an input that cannot be read; `status` is the exit code of the command line. */
export class FeastctlError extends Error {
  status: number;
}

export class Feastctl {
  /**
   * @param module  the compiled feastctl.wasm, or playground.wasm, which is smaller and lacks `explain`, `schema` and the
   *                other commands of `run`
   * @param whole   compiles feastctl.wasm when these are needed
   */
  constructor(module: WebAssembly.Module, whole?: () => Promise<WebAssembly.Module>);
  /** Any command line, over files in memory. */
  run(args: readonly string[], input?: {files?: Record<string, string | Uint8Array>; stdin?: string; env?: Record<string, string>}): Promise<Ran>;
  render(input: Input, options?: Options): Promise<Made>;
  defaults(input: Input, options?: Options): Promise<Made>;
  validate(input: Input, options?: Options): Promise<{ok: boolean; report: Report}>;
  graph(input: Input, options?: Options): Promise<Printed>;
  /** `options.load` is the load; the output is JSON unless `options.output` says otherwise. */
  simulate(input: Input, options?: Options): Promise<Printed>;
  /** `ok` says that nothing changes. */
  diff(before: Input, after: Input, options?: Options): Promise<{ok: boolean; report: Record<string, unknown>}>;
  /** A code, a field or a topic, as on the command line: `explain('store postgres')`. */
  explain(topic?: string, options?: Options): Promise<string>;
  schema(options?: Options): Promise<Record<string, unknown>>;
}

/** Compiles playground.wasm, once; the functions below do it by themselves. */
export function load(): Promise<Feastctl>;
export const run: Feastctl['run'];
export const render: Feastctl['render'];
export const validate: Feastctl['validate'];
export const defaults: Feastctl['defaults'];
export const explain: Feastctl['explain'];
export const simulate: Feastctl['simulate'];
export const diff: Feastctl['diff'];
export const graph: Feastctl['graph'];
export const schema: Feastctl['schema'];
