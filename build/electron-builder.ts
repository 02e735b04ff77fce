import { existsSync } from 'node:fs';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import { create as createArchive } from 'tar';
import { rootDir } from './vite/places.ts';

export interface PackageRequest {
  /** What goes into the package (`stageApp`). */
  readonly appDir: string;
  /** A folder with an Electron of this platform, and its version. */
  readonly electronDist: string;
  readonly electronVersion: string;
  /** Emptied first. */
  readonly outputDir: string;
  readonly targets: readonly string[];
}

export interface Artifact {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What users of each platform expect. All but dir and tar.gz fetch tools from outside npm. */
export function targetsOfPlatform(): readonly string[] {
  const targets: Partial<Record<NodeJS.Platform, readonly string[]>> = { win32: ['nsis', 'zip'], darwin: ['dmg', 'zip'] };
  return targets[process.platform] ?? ['AppImage', 'deb', 'tar.gz'];
}

/** Packages for this platform and processor; returns what was made. */
export async function packageApp({ targets, ...request }: PackageRequest): Promise<readonly Artifact[]> {
  const { outputDir } = request;
  await rm(outputDir, { recursive: true, force: true });
  // electron-builder would fetch 7-Zip from outside npm for an archive that the tar package writes as well.
  const ownArchive = targets.includes('tar.gz');
  const asked = targets.filter((target) => target !== 'tar.gz');
  await build({
    targets: Platform.current().createTarget(ownArchive && asked.length === 0 ? ['dir'] : asked),
    projectDir: rootDir,
    config: configuration(request),
    publish: 'never',
  });
  if (ownArchive) await archiveFolder(outputDir);
  return artifacts(outputDir);
}

/** The unpacked app (`linux-unpacked`) as one archive with one folder in it. */
async function archiveFolder(outputDir: string): Promise<void> {
  const folder = (await readdir(outputDir)).find((name) => name.endsWith('-unpacked'));
  if (folder === undefined) throw new Error('There is no unpacked app to make the tar.gz of: it is made on Linux and Windows.');
  const { version } = JSON.parse(await readFile(join(rootDir, 'package.json'), 'utf8')) as { readonly version: string };
  const name = `Interweave-${version}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  await createArchive({ file: join(outputDir, `${name}.tar.gz`), cwd: join(outputDir, folder), prefix: name, gzip: true, portable: true }, [
    '.',
  ]);
}

function configuration({ appDir, electronDist, electronVersion, outputDir }: Omit<PackageRequest, 'targets'>): Configuration {
  return {
    appId: 'studio.interweave.app',
    productName: 'Interweave',
    copyright: 'Copyright © The Interweave founders',
    directories: { app: appDir, output: outputDir, buildResources: join(rootDir, 'build/icons') },
    electronDist,
    electronVersion,
    // Both native modules are prebuilt for Node-API; there is nothing to build.
    npmRebuild: false,
    asar: true,
    // The system's loader opens these, and it knows no archives.
    asarUnpack: ['node_modules/better-sqlite3/prebuilds/**', 'node_modules/onnxruntime-node/bin/**'],
    extraResources: [
      { from: 'models/packages', to: 'models/packages' },
      { from: 'models/sample', to: 'models/sample' },
      { from: 'LICENSE', to: 'LICENSE.txt' },
      { from: 'THIRD-PARTY-NOTICES.md', to: 'THIRD-PARTY-NOTICES.md' },
    ],
    electronLanguages: ['en-US', 'en'],
    // What makes `electron FOLDER` work has no business in an app.
    afterPack: ({ appOutDir, packager }) => rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      // Checked on Windows and macOS; without effect on Linux.
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    fileAssociations: [
      {
        ext: 'interweave',
        name: 'Interweave project',
        description: 'Interweave project',
        mimeType: 'application/x-interweave-project',
        role: 'Editor',
        icon: join(rootDir, 'build/icons/icon'),
      },
    ],
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    linux: {
      executableName: 'interweave',
      category: 'AudioVideo',
      synopsis: 'Video restoration studio',
      icon: join(rootDir, 'build/icons/icon.png'),
      maintainer: 'The Interweave founders <founders@interweave.example>',
      desktop: { entry: { StartupWMClass: 'Interweave', Keywords: 'video;restore;upscale;' } },
    },
    deb: { recommends: ['ffmpeg'], packageCategory: 'video' },
    win: { icon: join(rootDir, 'build/icons/icon.ico') },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
    mac: { icon: join(rootDir, 'build/icons/icon.icns'), category: 'public.app-category.video', hardenedRuntime: true },
    dmg: { title: '${productName} ${version}' },
  };
}

async function artifacts(outputDir: string): Promise<readonly Artifact[]> {
  const names = (await readdir(outputDir)).filter((name) => !/^(builder-|latest|\.)/.test(name) && !name.endsWith('.blockmap'));
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(outputDir, name);
      return { path, sizeBytes: await sizeOf(path) };
    }),
  );
}

async function sizeOf(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.size;
  const files = await readdir(path, { recursive: true });
  const sizes = await Promise.all(
    files.map(async (file) => {
      const inside = join(path, file);
      return existsSync(inside) ? stat(inside).then((each) => (each.isFile() ? each.size : 0)) : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
