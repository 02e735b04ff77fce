import type { MetricFacts } from '../contract/index.ts';
import { meanOf } from './metric.ts';
import type { Metric } from './metric.ts';

/** tOF (TecoGAN): how far the clip's motion is from that of the true one. */
export const motionToReference = motionTo('reference', {
  name: 'tof-reference',
  title: 'tOF to the reference',
  definition: "Mean distance between the clip's optical flow and the reference's, in pixels of the clip. Mean over pairs.",
});

/** The same against the source, which has the true motion too, if not its detail. */
export const motionToSource = motionTo('source', {
  name: 'tof-source',
  title: 'tOF to the source',
  definition:
    "Mean distance between the clip's optical flow and the source's, which is enlarged for it, in pixels of the clip. Mean over pairs.",
});

function motionTo(other: 'reference' | 'source', own: Pick<MetricFacts, 'name' | 'title' | 'definition'>): Metric {
  const motions = ['restored forward', `${other} forward`] as const;
  return {
    facts: { ...own, version: 1, unit: 'px', frameUnit: 'px', better: 'lower', scope: 'pair', needs: other },
    motions: () => motions,
    open: async ({ kernels, size: { width }, flow }) => {
      const { name, size } = await flow();
      const pixels = size.width * size.height;
      return {
        detail: name,
        measure: (moment) => {
          if (moment.before === null || moment[other] === null) return null;
          const distance = kernels.flowDistance(moment.motion(motions[0]), moment.motion(motions[1]), pixels);
          return ((distance / pixels) * width) / size.width;
        },
      };
    },
    summarize: meanOf,
  };
}
