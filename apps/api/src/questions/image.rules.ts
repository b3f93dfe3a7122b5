const KINDS: readonly { readonly type: string; readonly fits: (head: Buffer) => boolean }[] = [
  {
    type: 'image/png',
    fits: (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  },
  { type: 'image/jpeg', fits: (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) },
  { type: 'image/gif', fits: (head) => /^GIF8[79]a/.test(head.toString('latin1')) },
  { type: 'image/webp', fits: (head) => /^RIFF.{4}WEBP/s.test(head.toString('latin1')) },
];

export const IMAGE_LIMIT_BYTES = 5 * 1024 * 1024;

/** By its first 16 bytes, whatever it is called; undefined for what we show to nobody, SVG with its scripts among it. */
export function imageType(head: Buffer): string | undefined {
  return KINDS.find(({ fits }) => fits(head.subarray(0, 16)))?.type;
}

export const imageMarkdown = (id: string, filename: string): string =>
  `![${filename.replaceAll(/[[\]\\]/g, '')}](image:${id})`;
