// The system calls of a WASI program (preview 1), over anything shaped like node:fs: the real one in Node, memory.js
// elsewhere. Only what feastctl calls is here; everything is synchronous.
//
// As on Linux, /proc/self/fd/N is the file or folder opened as N: the program asks there for the real path of what it
// has opened, and opens files below it.

const ERRNO = {
  EACCES: 2, EBADF: 8, EBUSY: 10, EEXIST: 20, EINVAL: 28, EIO: 29, EISDIR: 31, ELOOP: 32, EMFILE: 33, ENAMETOOLONG: 37,
  ENFILE: 41, ENOENT: 44, ENOSPC: 51, ENOSYS: 52, ENOTDIR: 54, ENOTEMPTY: 55, ENOTSUP: 58, EPERM: 63, EPIPE: 64,
  EROFS: 69, ESPIPE: 70, EXDEV: 75,
};
const FILE_TYPE = {unknown: 0, block: 1, character: 2, folder: 3, file: 4, link: 7};
const O_FLAG = {create: 1, directory: 2, exclusive: 4, truncate: 8};
const RIGHT = {read: 1 << 1, write: 1 << 6};
const APPEND = 1;
const FOLLOW = 1;
const ROOT = 3;

/** Ends a program from within a system call. */
class Exit {
  constructor(status) {
    this.status = status;
  }
}

const fail = code => {
  throw Object.assign(new Error(code), {code});
};

function typeOf(stat) {
  if (stat.isFile()) return FILE_TYPE.file;
  if (stat.isDirectory()) return FILE_TYPE.folder;
  if (stat.isSymbolicLink()) return FILE_TYPE.link;
  if (stat.isCharacterDevice()) return FILE_TYPE.character;
  return stat.isBlockDevice() ? FILE_TYPE.block : FILE_TYPE.unknown;
}

/** A module with its memory, which runs one command after the other. */
class System {
  static async of(module) {
    const system = new System();
    const calls = system.calls();
    const missing = WebAssembly.Module.imports(module).filter(({name}) => !calls[name]);
    for (const {name} of missing) calls[name] = () => ERRNO.ENOSYS;
    const {exports} = await WebAssembly.instantiate(module, {wasi_snapshot_preview1: calls});
    system.exports = exports;
    system.memory = exports.memory;
    system.data = system.bytes(exports.__global_base.value).slice();
    system.stack = exports.__stack_pointer.value;
    return system;
  }

  /** Restores the state after instantiation. The memory that it has allocated stays, and it allocates anew. */
  reset() {
    this.bytes(this.exports.__global_base.value, this.data.length).set(this.data);
    this.exports.__stack_pointer.value = this.stack;
  }

  /**
   * @param fs       node:fs or the like
   * @param options  args, env, the folder to start in, and stdio: three of {read(bytes)} or {write(bytes)}, each with
   *                 `terminal` if it is one
   */
  run(fs, {args, env, folder, stdio}) {
    this.fs = fs;
    this.args = args.map(encode);
    this.env = Object.entries({...env, PWD: folder}).map(([name, value]) => encode(`${name}=${value}`));
    this.open = new Map(stdio.map((stream, fd) => [fd, {stream}]));
    this.open.set(ROOT, {path: '/', entries: null});
    try {
      this.exports._start();
      return 0;
    } catch (end) {
      if (end instanceof Exit) return end.status;
      throw end;
    } finally {
      for (const {fd} of this.open.values()) if (fd !== undefined) fs.closeSync(fd);
    }
  }

  get view() {
    return new DataView(this.memory.buffer);
  }
  bytes(at, size) {
    return new Uint8Array(this.memory.buffer, at, size);
  }
  text(at, size) {
    return decoder.decode(this.bytes(at, size));
  }
  entry(fd) {
    return this.open.get(fd) ?? fail('EBADF');
  }
  file(fd) {
    return this.entry(fd).fd ?? fail('EBADF');
  }

  /** The path for this.fs of a path below an opened folder. */
  path(fd, at, size) {
    const {path} = this.entry(fd);
    const whole = `${path === '/' ? '' : path ?? fail('ENOTDIR')}/${this.text(at, size)}`;
    const [, opened, rest] = /^\/proc\/self\/fd\/(\d+)(.*)$/.exec(whole) ?? [];
    return opened === undefined ? whole : (this.entry(Number(opened)).path ?? fail('ENOENT')) + rest;
  }

  writeList(list, pointers, buffer) {
    for (const [i, item] of list.entries()) {
      this.view.setUint32(pointers + 4 * i, buffer, true);
      this.bytes(buffer, item.length + 1).set([...item, 0]);
      buffer += item.length + 1;
    }
  }
  writeSizes(list, count, size) {
    this.view.setUint32(count, list.length, true);
    this.view.setUint32(size, list.reduce((sum, item) => sum + item.length + 1, 0), true);
  }

  writeStat(at, type, stat) {
    const view = this.view;
    const nanoseconds = ms => BigInt(Math.trunc(ms)) * 1000000n;
    view.setBigUint64(at, BigInt(stat.dev), true);
    view.setBigUint64(at + 8, BigInt(stat.ino), true);
    view.setBigUint64(at + 16, 0n, true);
    view.setUint8(at + 16, type);
    view.setBigUint64(at + 24, BigInt(stat.nlink), true);
    view.setBigUint64(at + 32, BigInt(stat.size), true);
    [stat.atimeMs, stat.mtimeMs, stat.ctimeMs].forEach((ms, i) => view.setBigInt64(at + 40 + 8 * i, nanoseconds(ms), true));
  }

  /** Reads into, or writes from, a list of buffers; stops at the first that is not filled. */
  transfer(vectors, count, total, one) {
    let sum = 0;
    for (let i = 0; i < count; ++i) {
      const at = this.view.getUint32(vectors + 8 * i, true);
      const size = this.view.getUint32(vectors + 8 * i + 4, true);
      const done = size === 0 ? 0 : one(this.bytes(at, size), sum);
      sum += done;
      if (done < size) break;
    }
    this.view.setUint32(total, sum, true);
  }

  calls() {
    const calls = {
      args_sizes_get: (count, size) => this.writeSizes(this.args, count, size),
      args_get: (pointers, buffer) => this.writeList(this.args, pointers, buffer),
      environ_sizes_get: (count, size) => this.writeSizes(this.env, count, size),
      environ_get: (pointers, buffer) => this.writeList(this.env, pointers, buffer),
      clock_time_get: (clock, precision, at) => {
        const ms = clock === 0 ? Date.now() : performance.now();
        this.view.setBigUint64(at, BigInt(Math.trunc(ms * 1e6)), true);
      },
      clock_res_get: (clock, at) => this.view.setBigUint64(at, 1000n, true),
      random_get: (at, size) => void globalThis.crypto.getRandomValues(this.bytes(at, size)),
      sched_yield: () => {},
      poll_oneoff: (subscriptions, events, count, at) => this.view.setUint32(at, 0, true),
      proc_exit: status => {
        throw new Exit(status);
      },

      fd_prestat_get: (fd, at) => {
        if (fd !== ROOT) fail('EBADF');
        this.view.setUint32(at, 0, true);
        this.view.setUint32(at + 4, 1, true);
      },
      fd_prestat_dir_name: (fd, at) => void this.bytes(at, 1).set(encode('/')),
      fd_fdstat_get: (fd, at) => {
        const {stream, path, type} = this.entry(fd);
        this.bytes(at, 24).fill(0);
        // A terminal is a character device that cannot seek.
        const streamType = stream?.terminal ? FILE_TYPE.character : FILE_TYPE.unknown;
        this.view.setUint8(at, stream ? streamType : type ?? FILE_TYPE.folder);
        const seek = (1n << 2n) | (1n << 5n);
        this.view.setBigUint64(at + 8, path === undefined ? ~seek & 0x1fffffffn : 0x1fffffffn, true);
        this.view.setBigUint64(at + 16, 0x1fffffffn, true);
      },
      fd_fdstat_set_flags: () => {},
      fd_filestat_get: (fd, at) => {
        const {stream, path} = this.entry(fd);
        const stat = stream ? {dev: 0, ino: fd, nlink: 1, size: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0}
                            : fd === ROOT ? this.fs.statSync(path) : this.fs.fstatSync(this.file(fd));
        this.writeStat(at, stream ? FILE_TYPE.unknown : typeOf(stat), stat);
      },
      fd_filestat_set_size: (fd, size) => this.fs.ftruncateSync(this.file(fd), Number(size)),
      fd_filestat_set_times: () => {},
      fd_sync: fd => this.fs.fsyncSync(this.file(fd)),
      fd_datasync: fd => this.fs.fsyncSync(this.file(fd)),
      fd_close: fd => {
        const {fd: file} = this.entry(fd);
        this.open.delete(fd);
        if (file !== undefined) this.fs.closeSync(file);
      },
      fd_read: (fd, vectors, count, total) => {
        const entry = this.entry(fd);
        this.transfer(vectors, count, total, bytes => {
          if (entry.stream) return entry.stream.read?.(bytes) ?? fail('EBADF');
          const done = this.fs.readSync(this.file(fd), bytes, 0, bytes.length, entry.at);
          entry.at += done;
          return done;
        });
      },
      fd_write: (fd, vectors, count, total) => {
        const entry = this.entry(fd);
        this.transfer(vectors, count, total, bytes => {
          if (entry.stream) return entry.stream.write?.(bytes) ?? fail('EBADF');
          const done = this.fs.writeSync(this.file(fd), bytes, 0, bytes.length, entry.appends ? null : entry.at);
          entry.at += done;
          return done;
        });
      },
      fd_pread: (fd, vectors, count, from, total) =>
        this.transfer(vectors, count, total, (bytes, sum) =>
          this.fs.readSync(this.file(fd), bytes, 0, bytes.length, Number(from) + sum)),
      fd_pwrite: (fd, vectors, count, from, total) =>
        this.transfer(vectors, count, total, (bytes, sum) =>
          this.fs.writeSync(this.file(fd), bytes, 0, bytes.length, Number(from) + sum)),
      fd_seek: (fd, offset, whence, at) => {
        const entry = this.entry(fd);
        if (entry.stream) fail('ESPIPE');
        const base = [0, entry.at, whence === 2 ? this.fs.fstatSync(this.file(fd)).size : 0][whence];
        if (base + Number(offset) < 0) fail('EINVAL');
        entry.at = base + Number(offset);
        this.view.setBigUint64(at, BigInt(entry.at), true);
      },
      fd_tell: (fd, at) => this.view.setBigUint64(at, BigInt(this.entry(fd).at ?? fail('ESPIPE')), true),
      fd_readdir: (fd, at, size, cookie, used) => {
        const entry = this.entry(fd);
        if (cookie === 0n || !entry.entries) entry.entries = this.fs.readdirSync(entry.path, {withFileTypes: true});
        let written = 0;
        for (let i = Number(cookie); i < entry.entries.length && written < size; ++i) {
          const name = encode(entry.entries[i].name);
          const record = new Uint8Array(24 + name.length);
          const view = new DataView(record.buffer);
          view.setBigUint64(0, BigInt(i + 1), true);
          view.setBigUint64(8, BigInt(i + 1), true);
          view.setUint32(16, name.length, true);
          view.setUint8(20, typeOf(entry.entries[i]));
          record.set(name, 24);
          const part = record.subarray(0, size - written);
          this.bytes(at + written, part.length).set(part);
          written += part.length;
        }
        this.view.setUint32(used, written, true);
      },

      path_open: (folder, follow, at, size, how, rights, inherited, flags, opened) => {
        const path = this.path(folder, at, size);
        const {constants: c} = this.fs;
        if (how & O_FLAG.create && how & O_FLAG.directory) fail('EINVAL');
        const writes = (BigInt(rights) & BigInt(RIGHT.write)) !== 0n;
        const reads = (BigInt(rights) & BigInt(RIGHT.read)) !== 0n;
        let mode = !writes || how & O_FLAG.directory ? c.O_RDONLY : reads ? c.O_RDWR : c.O_WRONLY;
        if (how & O_FLAG.create) mode |= c.O_CREAT;
        if (how & O_FLAG.directory) mode |= c.O_DIRECTORY;
        if (how & O_FLAG.exclusive) mode |= c.O_EXCL;
        if (how & O_FLAG.truncate) mode |= c.O_TRUNC;
        if (flags & APPEND) mode |= c.O_APPEND;
        if (!(follow & FOLLOW)) mode |= c.O_NOFOLLOW;
        const fd = this.fs.openSync(path, mode, 0o666);
        // The number as such is free for the program, but not for the files of the process.
        let number = ROOT + 1;
        while (this.open.has(number)) ++number;
        const kept = this.fs.pathOf?.(fd) ?? path;
        this.open.set(number, {fd, path: kept, at: 0, appends: (flags & APPEND) !== 0, type: typeOf(this.fs.fstatSync(fd))});
        this.view.setUint32(opened, number, true);
      },
      path_filestat_get: (fd, follow, at, size, into) => {
        const path = this.path(fd, at, size);
        const stat = follow & FOLLOW ? this.fs.statSync(path) : this.fs.lstatSync(path);
        this.writeStat(into, typeOf(stat), stat);
      },
      path_filestat_set_times: () => {},
      path_create_directory: (fd, at, size) => void this.fs.mkdirSync(this.path(fd, at, size)),
      path_remove_directory: (fd, at, size) => this.fs.rmdirSync(this.path(fd, at, size)),
      path_unlink_file: (fd, at, size) => this.fs.unlinkSync(this.path(fd, at, size)),
      path_rename: (fd, at, size, toFd, to, toSize) => this.fs.renameSync(this.path(fd, at, size), this.path(toFd, to, toSize)),
      path_link: (fd, follow, at, size, toFd, to, toSize) => this.fs.linkSync(this.path(fd, at, size), this.path(toFd, to, toSize)),
      path_symlink: (at, size, fd, to, toSize) => this.fs.symlinkSync(this.text(at, size), this.path(fd, to, toSize)),
      path_readlink: (fd, at, size, into, room, used) => {
        const asked = /^\/?proc\/self\/fd\/(\d+)$/.exec(this.text(at, size));
        const target = asked ? this.fs.realpathSync(this.entry(Number(asked[1])).path ?? fail('ENOENT'))
                             : this.fs.readlinkSync(this.path(fd, at, size));
        const bytes = encode(target).subarray(0, room);
        this.bytes(into, bytes.length).set(bytes);
        this.view.setUint32(used, bytes.length, true);
      },
    };
    const guarded = call => (...given) => {
      try {
        call(...given);
        return 0;
      } catch (error) {
        if (error instanceof Exit || typeof error.code !== 'string') throw error;
        return ERRNO[error.code] ?? ERRNO.EIO;
      }
    };
    return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, guarded(call)]));
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const encode = text => encoder.encode(text);

const idle = new WeakMap();  // by module: what can run again
const MOST_KEPT = 64 * 1024 * 1024;

/**
 * Runs the module to its end and returns the exit code. Instantiating a module takes longer than most commands, so an
 * instance is reset and reused until it has allocated too much memory.
 */
export async function run(module, fs, options) {
  let system = idle.get(module);
  idle.delete(module);
  if (system) system.reset();
  else system = await System.of(module);
  const status = system.run(fs, options);
  if (system.memory.buffer.byteLength < MOST_KEPT) idle.set(module, system);
  return status;
}
