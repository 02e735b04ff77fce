import { textsOf } from '../../i18n/words.ts';
/** How the values of choices are called on screen, by parameter where a word means different things. One that is not here is shown as the schema spells it. */
const words: Readonly<Record<string, string>> = textsOf(
  {
    png: 'restore.pngPictures',
    auto: 'restore.automatic',
    on: 'restore.always',
    off: 'restore.never',
    copy: 'restore.keep',
    none: 'restore.leaveOut',
    tensorrt: 'restore.tensorrt',
    directml: 'restore.directml',
    webgpu: 'restore.webgpu',
    'dpm-solver++': 'restore.dpmSolver',
    unipc: 'restore.unipc',
    adain: 'restore.adain',
    wavelet: 'restore.wavelet',
    together: 'restore.together',
    apart: 'restore.apart',
    'noiseRescheduling.on': 'restore.on2',
    'noiseRescheduling.off': 'restore.off',
    'shots.detect': 'restore.findCuts',
    'shots.off': 'restore.oneShot',
    'latentTransition.paper': 'restore.asPaper',
    'latentTransition.reference': 'restore.asCode',
    'latentTransition.none': 'restore.none',
    'colorFix.none': 'restore.none',
  },
  {
    h264: 'H.264',
    h265: 'H.265',
    'h265-10bit': 'H.265, 10 bit',
    av1: 'AV1',
    vp9: 'VP9',
    prores: 'ProRes',
    dnxhr: 'DNxHR',
    ffv1: 'FFV1, lossless',
    cpu: 'CPU',
    cuda: 'CUDA',
    coreml: 'Core ML',
    ddim: 'DDIM',
  },
);

export function optionWord(value: string, parameterKey = ''): string {
  return words[`${parameterKey}.${value}`] ?? words[value] ?? value;
}
