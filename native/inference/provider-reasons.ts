import type { ProviderName } from '../contract/index.ts';

/** Why a provider cannot exist on this kind of machine; null where it may, and has to be tried. */
export function absentHere(provider: ProviderName): string | null {
  const { platform, arch } = process;
  switch (provider) {
    case 'cpu':
      return null;
    case 'cuda':
    case 'tensorrt':
      if (platform === 'linux' && arch === 'x64') return null;
      return `ONNX Runtime has ${spelled[provider]} for Linux on x64 only.${platform === 'win32' ? ' Use DirectML.' : ''}`;
    case 'directml':
      return platform === 'win32' ? null : 'DirectML exists on Windows only.';
    case 'coreml':
      return platform === 'darwin' ? null : 'Core ML exists on macOS only.';
    case 'webgpu':
      return null;
  }
}

/** What a failed probe means and what to do about it. `detail` is what was said or seen. */
export function whyUnusable(provider: ProviderName, detail: string): string {
  const asTried = `It was tried: ${detail}${detail.endsWith('.') ? '' : '.'}`;
  switch (provider) {
    case 'cuda':
    case 'tensorrt':
      if (!/shared library|cannot open|load library/i.test(detail)) return `${asTried} Update the NVIDIA driver.`;
      return provider === 'cuda'
        ? 'The CUDA libraries of ONNX Runtime, CUDA 12 or cuDNN 9 are not installed. With an NVIDIA GPU: `npm run cuda` fetches the first.'
        : 'The TensorRT libraries of ONNX Runtime or TensorRT 10 are not installed. With an NVIDIA GPU: `npm run cuda` fetches the first.';
    case 'webgpu':
      if (!/adapter/i.test(detail)) return `${asTried} Update the graphics driver.`;
      return process.platform === 'linux'
        ? 'No GPU was found that WebGPU can use. With a GPU: install its Vulkan driver (Debian: mesa-vulkan-drivers, or the NVIDIA driver).'
        : 'No GPU was found that WebGPU can use. With a GPU: update its driver.';
    case 'directml':
    case 'coreml':
      return `${asTried} Update the ${provider === 'coreml' ? 'operating system' : 'graphics driver'}.`;
    case 'cpu':
      return `${asTried} Reinstall Interweave.`;
  }
}

const spelled: Readonly<Record<'cuda' | 'tensorrt', string>> = { cuda: 'CUDA', tensorrt: 'TensorRT' };
