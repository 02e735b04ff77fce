import { z } from 'zod';

/** Where a session runs. */
export const ProviderName = z.enum(['cpu', 'cuda', 'tensorrt', 'directml', 'coreml', 'webgpu']);
export type ProviderName = z.infer<typeof ProviderName>;

/** `auto` picks the fastest usable one and says which. */
export const DeviceChoice = z.enum(['auto', ...ProviderName.options]);
export type DeviceChoice = z.infer<typeof DeviceChoice>;
