import { meanOf } from './metric.ts';
import type { Metric } from './metric.ts';

/**
 * Warping error (Lai et al., "Learning blind video temporal consistency", evaluate_WarpError.py), with the occlusion test of Ruder et
 * al. 2016. In thousandths, as papers print it.
 */
export const warpingError: Metric = {
  facts: {
    name: 'e-warp',
    version: 1,
    title: 'Warping error E*',
    unit: '1e-3',
    frameUnit: '1e-3',
    better: 'lower',
    scope: 'pair',
    needs: 'nothing',
    definition:
      'Each frame moved back by the motion and compared with the one before: mean squared difference per pixel, summed over RGB 0 to 1, where forward and backward motion agree, x 1000. Motion of the source where it is given, else of the clip itself.',
  },
  motions,
  open: async ({ kernels, size: { width, height }, sourceSize, flow }) => {
    const { name, size } = await flow();
    const [there, back] = motions({ hasSource: sourceSize !== null });
    const pixels = size.width * size.height;
    const visible = kernels.allocate(pixels);
    return {
      detail: `${name}, of the ${sourceSize === null ? 'clip itself' : 'source'}`,
      measure: ({ restored, before, motion }) => {
        if (before === null) return null;
        const forward = motion(there);
        kernels.visibility(forward, motion(back), size.width, size.height, visible);
        const sizes = [width, height, forward, visible, size.width, size.height] as const;
        const sum = kernels.warpError(before.restored.rgb, restored.rgb, ...sizes, 0);
        const counted = kernels.countedPixels();
        // Nothing agrees, as after a cut: all pixels count, as in the published code.
        const [error, among] =
          counted > 0 ? [sum, counted] : [kernels.warpError(before.restored.rgb, restored.rgb, ...sizes, 1), width * height];
        return (1000 * error) / among;
      },
    };
  },
  summarize: meanOf,
};

function motions({ hasSource }: { readonly hasSource: boolean }) {
  return hasSource ? (['source forward', 'source backward'] as const) : (['restored forward', 'restored backward'] as const);
}
