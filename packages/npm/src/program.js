#!/usr/bin/env node
// The command line: the same program, over the files of this machine.
import * as fs from 'node:fs';
import {readFile} from 'node:fs/promises';
import {isatty} from 'node:tty';
import {run} from './wasi.js';

const PAUSE = 5;  // ms

/** Tries again where a pipe is not ready: Node opens some without blocking. */
function whenReady(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (error.code === 'EOF') return 0;  // Windows says so
      if (error.code === 'EPIPE') process.exit(141);  // as a shell says of a program that SIGPIPE ended
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

const stdio = [
  {terminal: isatty(0), read: bytes => whenReady(() => fs.readSync(0, bytes, 0, bytes.length, null))},
  ...[1, 2].map(fd => ({terminal: isatty(fd), write: bytes => whenReady(() => fs.writeSync(fd, bytes))})),
];

/** node:fs, and what Linux knows of an opened folder: the path that leads to it even if it is renamed. */
const disk = process.platform === 'linux' ? {...fs, pathOf: fd => `/proc/self/fd/${fd}`} : fs;

try {
  const module = await WebAssembly.compile(await readFile(new URL('../feastctl.wasm', import.meta.url)));
  process.exitCode = await run(module, disk, {
    args: ['feastctl', ...process.argv.slice(2)], env: process.env, folder: process.cwd(), stdio,
  });
} catch (error) {
  fs.writeSync(2, `feastctl: internal error: ${error.message}\n`);
  process.exitCode = 4;
}
