import { join } from 'node:path';
import type { DiffusionVsrManifest } from '../contract/index.ts';
import { checkDiffusionContract } from './diffusion-contract.ts';
import type { GraphOutline } from './onnx-outline.ts';
import { digest, packageGraphs } from './loaded-component.ts';
import type { LoadedComponent } from './loaded-component.ts';

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
  const { listed, load } = packageGraphs({ manifest, directory }, outlines);
  listed(manifest.tokenizer.file, 'tokenizer');
  const { textEncoder, denoiser, vaeDecoder, vaeEncoder } = manifest.components;
  return {
    manifest,
    sha256: digest(manifest.files.map(({ path, sha256 }) => `${path} ${sha256}`).sort()),
    components: {
      textEncoder: load('text encoder', textEncoder),
      denoiser: load('denoiser', denoiser),
      vaeDecoder: load('decoder', vaeDecoder),
      vaeEncoder: vaeEncoder === null ? null : load('encoder', vaeEncoder),
    },
    tokenizerPath: join(directory, manifest.tokenizer.file),
  };
}
