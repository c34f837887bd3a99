// The state of the page, in the fragment of its address: JSON, deflated, as base64url. A fragment is sent to no server.

const SECRET = /["']?kind["']?\s*:\s*["']?Secret\b/;

/** The text without the documents that may be Secrets, and how many those are. */
export function withoutSecrets(text) {
  const documents = text.split(/^(?=---)/m);
  const kept = documents.filter(document => !SECRET.test(document));
  return {text: kept.join(''), dropped: documents.length - kept.length};
}

async function through(stream, bytes) {
  const result = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(result).arrayBuffer());
}

export async function encode(state) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(JSON.stringify(state)));
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The state in a fragment, or null if it holds none. */
export async function decode(fragment) {
  try {
    const bytes = Uint8Array.from(atob(fragment.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
    const state = JSON.parse(new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes)));
    return typeof state?.text === 'string' ? state : null;
  } catch {
    return null;
  }
}
