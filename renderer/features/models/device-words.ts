import type { Device } from '../../../native/contract/index.ts';
import { optionWord } from '../restore/option-words.ts';
import { said } from '../../i18n/said.ts';

/** A device by its name and how it is reached: one GPU can be there twice, through CUDA and through TensorRT. */
export function deviceName({ name, provider }: Pick<Device, 'name' | 'provider'>): string {
  const through = optionWord(provider);
  const words = said(name);
  return words.toLowerCase().includes(through.toLowerCase()) ? words : `${words} · ${through}`;
}
