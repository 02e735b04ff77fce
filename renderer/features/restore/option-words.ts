import { t } from '../../i18n/words.ts';
/** How the values of choices are called on screen, by parameter where a word means different things. One that is not here is shown as the schema spells it. */
const words: Readonly<Record<string, string>> = {
  h264: 'H.264',
  h265: 'H.265',
  'h265-10bit': 'H.265, 10 bit',
  av1: 'AV1',
  vp9: 'VP9',
  prores: 'ProRes',
  dnxhr: 'DNxHR',
  ffv1: 'FFV1, lossless',
  get png() {
    return t('restore.pngPictures');
  },
  get auto() {
    return t('restore.automatic');
  },
  get on() {
    return t('restore.always');
  },
  get off() {
    return t('restore.never');
  },
  get copy() {
    return t('restore.keep');
  },
  get none() {
    return t('restore.leaveOut');
  },
  cpu: 'CPU',
  cuda: 'CUDA',
  get tensorrt() {
    return t('restore.tensorrt');
  },
  get directml() {
    return t('restore.directml');
  },
  coreml: 'Core ML',
  get webgpu() {
    return t('restore.webgpu');
  },
  ddim: 'DDIM',
  get 'dpm-solver++'() {
    return t('restore.dpmSolver');
  },
  get unipc() {
    return t('restore.unipc');
  },
  get adain() {
    return t('restore.adain');
  },
  get wavelet() {
    return t('restore.wavelet');
  },
  get together() {
    return t('restore.together');
  },
  get apart() {
    return t('restore.apart');
  },
  get 'noiseRescheduling.on'() {
    return t('restore.on2');
  },
  get 'noiseRescheduling.off'() {
    return t('restore.off');
  },
  get 'shots.detect'() {
    return t('restore.findCuts');
  },
  get 'shots.off'() {
    return t('restore.oneShot');
  },
  get 'latentTransition.paper'() {
    return t('restore.asPaper');
  },
  get 'latentTransition.reference'() {
    return t('restore.asCode');
  },
  get 'latentTransition.none'() {
    return t('restore.none');
  },
  get 'colorFix.none'() {
    return t('restore.none');
  },
};

export function optionWord(value: string, parameterKey = ''): string {
  return words[`${parameterKey}.${value}`] ?? words[value] ?? value;
}
