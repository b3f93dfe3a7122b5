// Compiles the reader's kernel (docs/adr/0004). `node tools/kernel.mjs` writes it; with --check it only compares, and
// ends with 1 where what is committed is not what the source says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import asc from 'assemblyscript/asc';

const folder = new URL('../libs/ml/src/predictions/', import.meta.url);
const source = readFileSync(new URL('kernel/scan.as', folder), 'utf8');
const target = fileURLToPath(new URL('kernel.wasm.ts', folder));

const wasm = await compiled(source);
const text = `/** Made by tools/kernel.mjs from kernel/scan.as: ${wasm.length} bytes of WebAssembly. */
export const KERNEL =
  '${Buffer.from(wasm).toString('base64')}';
`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write(
    'kernel.wasm.ts is not what kernel/scan.as compiles to: node tools/kernel.mjs\n',
  );
  process.exitCode = 1;
}

async function compiled(script) {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      'scan.ts',
      '--outFile',
      'scan.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--noAssert',
      '--initialMemory',
      '32',
    ],
    {
      readFile: (name) => (name === 'scan.ts' ? script : null),
      writeFile: (name, contents) => {
        if (name === 'scan.wasm') bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return bytes;
}
