// Files in memory, behind the functions of node:fs that wasi.js calls.

const constants = {
  O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0o100, O_EXCL: 0o200, O_TRUNC: 0o1000, O_APPEND: 0o2000,
  O_DIRECTORY: 0o200000, O_NOFOLLOW: 0o400000,
};

const fail = code => {
  throw Object.assign(new Error(code), {code});
};

/** The parts of a path, without `.` and `..`. */
function parts(path) {
  const kept = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept;
}

class Item {
  static last = 0;
  constructor(children = null) {
    this.ino = ++Item.last;
    this.children = children;
    this.bytes = new Uint8Array(0);
    Object.assign(this, {dev: 1, nlink: 1, atimeMs: 0, mtimeMs: 0, ctimeMs: 0});
  }
  get size() {
    return this.bytes.length;
  }
  isFile = () => this.children === null;
  isDirectory = () => this.children !== null;
  isSymbolicLink = () => false;
  isCharacterDevice = () => false;
  isBlockDevice = () => false;
}

export class MemoryFiles {
  constants = constants;
  #root = new Item(new Map());
  #opened = new Map();

  /** @param files  texts or bytes by path */
  constructor(files = {}) {
    const encoder = new TextEncoder();
    for (const [path, content] of Object.entries(files)) {
      const names = parts(path);
      let folder = this.#root;
      for (const name of names.slice(0, -1)) {
        if (!folder.children.has(name)) folder.children.set(name, new Item(new Map()));
        folder = folder.children.get(name);
        if (folder.isFile()) throw new Error(`${path}: a file is also a folder`);
      }
      if (names.length === 0) throw new Error('a file has no name');
      const file = new Item();
      file.bytes = typeof content === 'string' ? encoder.encode(content) : content;
      folder.children.set(names.at(-1), file);
    }
  }

  /** All files: bytes by path, without the slash in front. */
  *entries(folder = this.#root, above = '') {
    for (const [name, item] of folder.children) {
      if (item.isFile()) yield [above + name, item.bytes];
      else yield* this.entries(item, `${above}${name}/`);
    }
  }

  #find(path) {
    let item = this.#root;
    for (const name of parts(path)) {
      if (item.isFile()) fail('ENOTDIR');
      item = item.children.get(name) ?? fail('ENOENT');
    }
    if (path.endsWith('/') && item.isFile()) fail('ENOTDIR');
    return item;
  }
  #place(path) {
    const names = parts(path);
    const folder = this.#find(names.slice(0, -1).join('/'));
    if (folder.isFile()) fail('ENOTDIR');
    return [folder.children, names.at(-1) ?? fail('EBUSY')];
  }

  openSync(path, mode) {
    const [siblings, name] = parts(path).length === 0 ? [new Map([['', this.#root]]), ''] : this.#place(path);
    let item = siblings.get(name);
    if (item && mode & constants.O_EXCL) fail('EEXIST');
    if (!item && !(mode & constants.O_CREAT)) fail('ENOENT');
    if (!item) siblings.set(name, (item = new Item()));
    if (item.isFile() && mode & constants.O_DIRECTORY) fail('ENOTDIR');
    if (item.isDirectory() && mode & (constants.O_WRONLY | constants.O_RDWR)) fail('EISDIR');
    if (mode & constants.O_TRUNC) item.bytes = new Uint8Array(0);
    let fd = 3;
    while (this.#opened.has(fd)) ++fd;
    this.#opened.set(fd, item);
    return fd;
  }
  closeSync(fd) {
    this.#opened.delete(fd);
  }
  readSync(fd, into, offset, size, at) {
    const {bytes, children} = this.#opened.get(fd);
    if (children) fail('EISDIR');
    const part = bytes.subarray(at, at + size);
    into.set(part, offset);
    return part.length;
  }
  writeSync(fd, from, offset, size, at) {
    const item = this.#opened.get(fd);
    const start = at ?? item.size;
    if (start + size > item.size) this.ftruncateSync(fd, start + size);
    item.bytes.set(from.subarray(offset, offset + size), start);
    return size;
  }
  ftruncateSync(fd, size) {
    const item = this.#opened.get(fd);
    const bytes = new Uint8Array(size);
    bytes.set(item.bytes.subarray(0, size));
    item.bytes = bytes;
  }
  fsyncSync() {}
  fstatSync(fd) {
    return this.#opened.get(fd);
  }
  statSync(path) {
    return this.#find(path);
  }
  lstatSync(path) {
    return this.#find(path);
  }
  realpathSync(path) {
    this.#find(path);
    return `/${parts(path).join('/')}`;
  }
  readdirSync(path) {
    const {children} = this.#find(path);
    if (!children) fail('ENOTDIR');
    return Array.from(children, ([name, item]) => Object.assign(Object.create(item), {name}));
  }
  mkdirSync(path) {
    const [siblings, name] = this.#place(path);
    if (siblings.has(name)) fail('EEXIST');
    siblings.set(name, new Item(new Map()));
  }
  rmdirSync(path) {
    const [siblings, name] = this.#place(path);
    const item = siblings.get(name) ?? fail('ENOENT');
    if (item.isFile()) fail('ENOTDIR');
    if (item.children.size > 0) fail('ENOTEMPTY');
    siblings.delete(name);
  }
  unlinkSync(path) {
    const [siblings, name] = this.#place(path);
    const item = siblings.get(name) ?? fail('ENOENT');
    if (item.isDirectory()) fail('EISDIR');
    siblings.delete(name);
  }
  renameSync(from, to) {
    const [siblings, name] = this.#place(from);
    const item = siblings.get(name) ?? fail('ENOENT');
    const [others, other] = this.#place(to);
    if (others.get(other)?.children?.size > 0) fail('ENOTEMPTY');
    siblings.delete(name);
    others.set(other, item);
  }
  linkSync(from, to) {
    const [others, other] = this.#place(to);
    if (others.has(other)) fail('EEXIST');
    others.set(other, this.#find(from));
  }
  readlinkSync(path) {
    this.#find(path);
    fail('EINVAL');
  }
  symlinkSync() {
    fail('ENOTSUP');
  }
}
