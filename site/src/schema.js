// The schema of FeatureStores, as `feastctl schema` prints it, for hover and completion.

let root = null;

export function useSchema(schema) {
  root = schema;
}

function resolved(node) {
  for (let turn = 0; node?.$ref && turn < 8; ++turn) {
    const {$ref, ...own} = node;
    node = {...root.$defs[$ref.replace('#/$defs/', '')], ...own};
  }
  return node;
}

/** The schema of the value at a path of keys, or undefined. */
export function at(path) {
  let node = root ?? undefined;
  for (const key of path) {
    node = resolved(node);
    if (!node) return undefined;
    if (key === '-') node = node.items;
    else node = node.properties?.[key] ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined);
  }
  return resolved(node);
}

/** The type in words: string, list of objects, one of a, b. */
export function typeOf(node) {
  if (node.enum) return `one of ${node.enum.join(', ')}`;
  if (node.type === 'array') return `list of ${resolved(node.items)?.type ?? 'value'}s`;
  return [node.type ?? 'value'].flat().join(' or ');
}

const LINE = /^(\s*)((?:- +)*)(?:(?:"([^"]*)"|'([^']*)'|([^\s#:'"{[][^:]*?))(\s*:)(?=\s|$))?/;

/** Indentation, key and list marks of a line. */
export function read(line) {
  const [, spaces, marks, ...rest] = LINE.exec(line);
  const key = rest.slice(0, 3).find(part => part !== undefined);
  return {indent: spaces.length, marks: marks.length > 0 ? marks.trim().split(/ +/).length : 0, keyAt: spaces.length + marks.length, key: rest[3] !== undefined ? key : undefined,
          blank: /^\s*(#|$)/.test(line), start: /^---/.test(line)};
}

/**
 * The keys above a place, outermost first, with '-' for each list. `column` is where the key begins, or would.
 * Block style only, as nearly all stores are written.
 */
export function pathTo(doc, number, column) {
  const path = [];
  const own = read(doc.line(number).text);
  for (let i = 0; i < own.marks; ++i) path.unshift('-');
  let limit = own.marks > 0 ? own.indent + 1 : column;
  for (let n = number - 1; n > 0 && limit > 0; --n) {
    const line = read(doc.line(n).text);
    if (line.start) break;
    if (line.blank) continue;
    if (line.key !== undefined && line.keyAt < limit) {
      path.unshift(line.key);
      limit = line.keyAt;
    }
    if (line.marks > 0 && line.indent < limit) {
      for (let i = 0; i < line.marks; ++i) path.unshift('-');
      limit = line.indent + 1;
    }
  }
  return path;
}
