const longest = 120;

/** A name every file system takes, accents kept: "Béland, Maryse: dossier.pdf" → "Béland, Maryse dossier.pdf". */
export function safeFileName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/gu, '');
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length).slice(0, longest - ending.length).trim();
  return (stem === '' ? 'Relais' : stem) + ending;
}

/** `Content-Disposition` of a download: a plain name for old readers, the real one in UTF-8 (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7E]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
