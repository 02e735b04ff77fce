import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { GraphComponent, ModelManifest } from '../contract/index.ts';
import type { GraphOutline } from './onnx-outline.ts';
import { howToMend } from './package-words.ts';
import { checkTensorContract, outlineOfFile } from './tensor-contract.ts';

/** One graph of a package, ready to be opened. */
export interface LoadedComponent {
  readonly modelPath: string;
  /** What identifies the bits it makes: over its file and the files beside it that hold weights. */
  readonly sha256: string;
  readonly spec: GraphComponent;
}

export interface PackageGraphs {
  /** The checksum of a file that the manifest names; 'model-corrupt' when it is not among the files. `what` is the file in words. */
  readonly listed: (path: string, what: string) => string;
  /** Holds a graph to what the manifest promises of it. */
  readonly load: (what: string, spec: GraphComponent) => LoadedComponent;
}

/** Of a package whose files are whole. `outlines` keeps what was read, by the checksum of the file. */
export function packageGraphs(
  { manifest, directory }: { readonly manifest: ModelManifest; readonly directory: string },
  outlines: Map<string, GraphOutline>,
): PackageGraphs {
  const checksums = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const listed: PackageGraphs['listed'] = (path, what) => {
    const sha256 = checksums.get(path);
    if (sha256 !== undefined) return sha256;
    throw new AppError('model-corrupt', `The ${what} of ${manifest.id} is "${path}", which is not among its files. ${howToMend(manifest)}`);
  };
  return {
    listed,
    load: (what, spec) => {
      const modelSha256 = listed(spec.model, what);
      const modelPath = join(directory, spec.model);
      const outline = outlines.get(modelSha256) ?? outlineOfFile(modelPath, { manifest, what });
      outlines.set(modelSha256, outline);
      const weights = outline.externalFiles.map((location) => posix.join(posix.dirname(spec.model), location));
      const parts = [modelSha256, ...weights.map((path) => listed(path, `${what}'s file of weights`))];
      checkTensorContract(outline, spec, { manifest, what });
      return { modelPath, sha256: parts.length === 1 ? modelSha256 : digest(parts), spec };
    },
  };
}

export function digest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
