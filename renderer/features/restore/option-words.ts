/** How the values of choices are called on screen. One that is not here is shown as the schema spells it. */
const words: Readonly<Record<string, string>> = {
  h264: 'H.264',
  h265: 'H.265',
  'h265-10bit': 'H.265, 10 bit',
  av1: 'AV1',
  vp9: 'VP9',
  prores: 'ProRes',
  dnxhr: 'DNxHR',
  ffv1: 'FFV1, lossless',
  png: 'PNG pictures',
  auto: 'Automatic',
  on: 'Always',
  off: 'Never',
  copy: 'Keep',
  none: 'Leave out',
  cpu: 'CPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
};

export function optionWord(value: string): string {
  return words[value] ?? value;
}
