/** `npm run licenses`: writes THIRD-PARTY-NOTICES.md from the lock file and the licence files of what is installed. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from './vite/places.ts';

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}
interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string | null;
}

const packages = shippedPackages();
const opening = readFileSync(join(rootDir, 'build/notices/models-and-programs.md'), 'utf8');
writeFileSync(join(rootDir, 'THIRD-PARTY-NOTICES.md'), `${opening}\n${packageNotices(packages)}`);
console.log(`THIRD-PARTY-NOTICES.md names ${String(packages.length)} npm packages`);

/** npm packages of the product: neither for development nor optional (those are programs, named in the opening). */
function shippedPackages(): readonly Package[] {
  const lock = JSON.parse(readFileSync(join(rootDir, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const found = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !(entry.dev ?? entry.devOptional ?? entry.optional ?? false))
    .map(([path, entry]) => {
      const folder = join(rootDir, path);
      const text = licenseText(folder);
      return {
        name: path.replace(/^.*node_modules\//, ''),
        version: entry.version ?? '',
        license: entry.license ?? declaredLicense(folder),
        text,
      };
    });
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
}

/** Old packages declare their licence in a form that the lock file leaves out. */
function declaredLicense(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly licenses?: readonly { readonly type: string }[];
  };
  const declared = manifest.licenses?.map((license) => license.type).join(' OR ');
  if (declared !== undefined && declared !== '') return declared;
  const first = licenseText(folder)?.split('\n')[0] ?? '';
  if (/MIT|permission is hereby granted, free of charge/i.test(licenseText(folder) ?? '')) return 'MIT';
  throw new Error(`${folder} declares no licence (its licence file begins: "${first}"). Find it out and teach build/licenses.ts.`);
}

function licenseText(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const name = readdirSync(folder).find((file) => /^(licen[cs]e|copying)([.-]|$)/i.test(file) && !/\.(js|ts)$/.test(file));
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** Packages that share one text share one entry. */
function packageNotices(all: readonly Package[]): string {
  const byText = new Map<string, Package[]>();
  const withoutText: Package[] = [];
  for (const one of all) {
    if (one.text === null) withoutText.push(one);
    else byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  }
  const title = (one: Package) => `${one.name} ${one.version} (${one.license})`;
  const sections = [...byText].map(
    ([text, group]) => `### ${group.map(title).join(', ')}\n\n\`\`\`\n${text.replaceAll('```', "'''")}\n\`\`\`\n`,
  );
  const rest = `### Packages that carry no licence file of their own\n\n${withoutText.map((one) => `- ${title(one)}`).join('\n')}\n`;
  return ['## npm packages\n', ...sections, ...(withoutText.length > 0 ? [rest] : [])].join('\n');
}
