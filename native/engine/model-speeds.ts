import type { Device, ModelCard } from '../contract/index.ts';
import type { DeviceProfiles } from '../jobs/device-profiles.ts';

/** Fills in how fast each package was on the device that `auto` takes; null where it never ran on it. */
export async function withSpeeds(
  cards: readonly ModelCard[],
  { profiles, devices }: { readonly profiles: DeviceProfiles; readonly devices: readonly Device[] },
): Promise<ModelCard[]> {
  const device = devices.find((each) => each.usable);
  if (device === undefined) return [...cards];
  return Promise.all(cards.map(async (card) => ({ ...card, msPerMegapixel: await profiles.read({ device, model: card }) })));
}
