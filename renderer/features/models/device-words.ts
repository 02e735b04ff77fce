import type { Device } from '../../../native/contract/index.ts';
import { optionWord } from '../restore/option-words.ts';

/** A device by its name and how it is reached: one GPU can be there twice, through CUDA and through TensorRT. */
export function deviceName({ name, provider }: Pick<Device, 'name' | 'provider'>): string {
  const through = optionWord(provider);
  return name.toLowerCase().includes(through.toLowerCase()) ? name : `${name} · ${through}`;
}
