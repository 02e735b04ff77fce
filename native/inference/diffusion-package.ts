import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { DiffusionVsrManifest, GraphComponent } from '../contract/index.ts';
import { checkDiffusionContract } from './diffusion-contract.ts';
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

/** A diffusion package that was checked and may be opened. */
export interface LoadedDiffusionPackage {
  readonly manifest: DiffusionVsrManifest;
  /** Over the checksums of all files of the package. */
  readonly sha256: string;
  readonly components: {
    readonly textEncoder: LoadedComponent;
    readonly denoiser: LoadedComponent;
    readonly vaeDecoder: LoadedComponent;
    readonly vaeEncoder: LoadedComponent | null;
  };
  readonly tokenizerPath: string;
}

/** Holds a package whose files are whole to its contract. `outlines` keeps what was read, by the checksum of the file. */
export function loadDiffusionPackage(
  { manifest, directory }: { readonly manifest: DiffusionVsrManifest; readonly directory: string },
  outlines: Map<string, GraphOutline>,
): LoadedDiffusionPackage {
  checkDiffusionContract(manifest);
  const checksums = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const listed = (path: string, what: string): string => {
    const sha256 = checksums.get(path);
    if (sha256 !== undefined) return sha256;
    throw new AppError('model-corrupt', `The ${what} of ${manifest.id} is "${path}", which is not among its files. ${howToMend(manifest)}`);
  };

  const load = (what: string, spec: GraphComponent): LoadedComponent => {
    const modelSha256 = listed(spec.model, what);
    const modelPath = join(directory, spec.model);
    const outline = outlines.get(modelSha256) ?? outlineOfFile(modelPath, { manifest, what });
    outlines.set(modelSha256, outline);
    const weights = outline.externalFiles.map((location) => posix.join(posix.dirname(spec.model), location));
    const parts = [modelSha256, ...weights.map((path) => listed(path, `${what}'s file of weights`))];
    checkTensorContract(outline, spec, { manifest, what });
    return { modelPath, sha256: parts.length === 1 ? modelSha256 : digest(parts), spec };
  };

  listed(manifest.tokenizer.file, 'tokenizer');
  const { textEncoder, denoiser, vaeDecoder, vaeEncoder } = manifest.components;
  return {
    manifest,
    sha256: digest([...checksums].map((file) => file.join(' ')).sort()),
    components: {
      textEncoder: load('text encoder', textEncoder),
      denoiser: load('denoiser', denoiser),
      vaeDecoder: load('decoder', vaeDecoder),
      vaeEncoder: vaeEncoder === null ? null : load('encoder', vaeEncoder),
    },
    tokenizerPath: join(directory, manifest.tokenizer.file),
  };
}

function digest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
