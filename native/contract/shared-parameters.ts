import { z } from 'zod';
import { DeviceChoice } from './device-choice.ts';
import { parameter } from './parameter.ts';

/** Parameters that the recipe of every pipeline has. */

export const device = parameter(DeviceChoice.default('auto'), {
  title: 'Device',
  description: 'Where the model runs. Automatic takes the fastest device that works on this machine.',
  level: 'basic',
});

export const tileSize = parameter(z.union([z.literal(0), z.int().min(32).max(4096)]).default(0), {
  title: 'Tile size',
  description: 'Side of a tile in source pixels; 0 chooses the largest that fits into memory. Smaller needs less memory.',
  level: 'advanced',
  unit: 'px',
  begin: 256,
});

export const memoryGb = parameter(z.union([z.literal(0), z.number().min(0.5).max(1024)]).default(0), {
  title: 'Memory',
  description:
    'What the model may take; tiles are made to fit. 0 takes most of a graphics card, up to half of the main memory, and for diffusion on a processor 2 GB.',
  level: 'advanced',
  unit: 'GB',
  begin: 2,
});

export const deinterlace = parameter(z.enum(['auto', 'on', 'off']).default('auto'), {
  title: 'Deinterlace',
  description: 'Automatic deinterlaces sources that are marked interlaced, one frame per frame, so the frame count stays.',
  level: 'advanced',
});
