/**
 * Makes icon.png, icon.ico and icon.icns from icon.svg, after the mark was changed: `node build/icons/make-icons.ts`.
 * Chromium draws (it must be on PATH); both icon formats are a list of PNG files with a header.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const work = mkdtempSync(join(tmpdir(), 'interweave-icons-'));
try {
  writeFileSync(join(folder, 'icon.png'), draw(512));
  writeFileSync(join(folder, 'icon.ico'), windowsIcon([16, 24, 32, 48, 64, 128, 256]));
  writeFileSync(
    join(folder, 'icon.icns'),
    macIcon([
      ['icp4', 16],
      ['icp5', 32],
      ['ic07', 128],
      ['ic08', 256],
      ['ic09', 512],
      ['ic10', 1024],
    ]),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A PNG with transparent corners. */
function draw(size: number): Buffer {
  const page = join(work, 'page.html');
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8').replace('width="1024" height="1024"', `width="${size}" height="${size}"`);
  writeFileSync(page, `<!doctype html><style>body { margin: 0 } svg { display: block }</style>${svg}`);
  const picture = join(work, `${size}.png`);
  const look = [`--window-size=${size},${size}`, '--default-background-color=00000000', '--hide-scrollbars', `--screenshot=${picture}`];
  execFileSync('chromium', ['--headless', '--no-sandbox', ...look, `file://${page}`], { stdio: 'ignore' });
  return readFileSync(picture);
}

function windowsIcon(sizes: readonly number[]): Buffer {
  const pictures = sizes.map(draw);
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  sizes.forEach((size, index) => {
    const entry = 6 + 16 * index;
    const bytes = pictures[index]!.length;
    // 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(bytes, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += bytes;
  });
  return Buffer.concat([header, ...pictures]);
}

function macIcon(kinds: readonly (readonly [kind: string, size: number])[]): Buffer {
  const chunks = kinds.map(([kind, size]) => chunk(kind, draw(size)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(kind: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(kind, 'latin1');
  header.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([header, content]);
}
