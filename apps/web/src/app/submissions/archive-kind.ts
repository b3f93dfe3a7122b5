/** The end of an archive, where its list of files stands. */
const TAIL_BYTES = 1 << 17;

/**
 * What an archive is that by its name might be code or a model: TensorFlow.js where it lists `model.json` and no program;
 * undefined where the server may tell by itself.
 */
export async function archiveKind(
  file: Blob & { readonly name: string },
): Promise<'tfjs' | undefined> {
  if (!/\.zip$/i.test(file.name)) return undefined;
  const list = await file.slice(-TAIL_BYTES).text();
  return /(^|[^\w.-])model\.json/.test(list) && !/main\.(py|r|js|ts)\b/i.test(list)
    ? 'tfjs'
    : undefined;
}
