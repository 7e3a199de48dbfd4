// Where a model or map comes from: an address, text or base64 (gzipped or not) inside the page, or an element that holds base64.
// A page that was opened from disk may not fetch its neighbours, so a report carries its data inside itself.

/**
 * @param {string | {url?: string, text?: string, base64?: string, element?: string}} source
 * @returns {Promise<Uint8Array>} the bytes, decompressed if they were gzip
 */
export async function bytesOf(source) {
    const s = typeof source === 'string' ? { url: source } : source;
    if (s.text !== undefined) return new TextEncoder().encode(s.text);
    if (s.base64 !== undefined) return gunzip(fromBase64(s.base64));
    if (s.element !== undefined) return gunzip(fromBase64(document.querySelector(s.element).textContent.trim()));
    const answer = await fetch(s.url);
    if (!answer.ok) throw new Error(`${s.url}: the server answered ${answer.status}`);
    return gunzip(new Uint8Array(await answer.arrayBuffer()));
}

function fromBase64(text) {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
}

async function gunzip(bytes) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** BinaryCIF is MessagePack, whose first byte here is a map header (0x80-0x8f); text mmCIF never starts so. */
export function isBinaryCif(bytes) {
    return (bytes[0] & 0xf0) === 0x80 || bytes[0] === 0xde || bytes[0] === 0xdf;
}
