import type { Device } from '../contract/index.ts';
import { cpuDevice } from '../inference/device-facts.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { metricInput } from '../inference/pixel-graphs/metric-input.ts';
import { createSessionPool } from '../inference/session-pool.ts';
import type { LentSession, SessionRequest } from '../inference/session-pool.ts';
import type { EdgeTensor } from '../inference/tensor.ts';
import type { LoadedMetric } from '../inference/model-store.ts';
import type { Size } from './picture.ts';

/** The sessions of one measurement, all of them held until the end. Whoever opens them closes them. */
export interface MeasuringSessions {
  readonly device: Device;
  /** Of a package's graph. What all need together must fit: one that waited for another would wait for ever. */
  readonly graph: (metric: LoadedMetric, memoryBytes: number) => Promise<ModelSession>;
  /** Makes pictures of one size for graphs: RGB, 8 bit, interleaved, whose buffer stays the caller's, to float32 [1,3,h,w], 0 to 1. */
  readonly pictures: (size: Size, wanted: Parameters<typeof metricInput>[1]) => Promise<PictureMaker>;
  readonly close: () => Promise<void>;
}

export interface PictureMaker extends Size {
  readonly picture: (samples: Uint8Array) => Promise<EdgeTensor>;
}

/** Bytes per pixel that a picture takes while it is made for the graphs. */
export const INPUT_BYTES = 40;

/** On the CPU, whatever else there is: a measurement must not depend on the machine. */
export function openMeasuringSessions(signal: AbortSignal): MeasuringSessions {
  const device = cpuDevice();
  const pool = createSessionPool({});
  const lent: LentSession[] = [];
  const borrow = async (request: Omit<SessionRequest, 'device' | 'edges'>): Promise<ModelSession> => {
    const own = await pool.borrow({ ...request, edges: null, device }, { signal });
    lent.push(own);
    return own.session;
  };
  return {
    device,
    graph: ({ manifest: { name }, graph }, memoryBytes) =>
      borrow({ label: `${name} on the ${device.name}`, model: graph.modelPath, modelSha256: graph.sha256, memoryBytes }),
    pictures: async (size, wanted) => {
      const { graph, width, height } = metricInput(size, wanted);
      const session = await borrow({
        ...{ label: 'pictures for measuring on the CPU', model: graph.model, modelSha256: graph.key },
        memoryBytes: INPUT_BYTES * size.width * size.height,
      });
      return {
        width,
        height,
        picture: async (samples) => {
          const frame = { type: 'uint8', dims: [1, size.height, size.width, 3], data: samples.slice() } as const;
          const { outputs } = await session.runNamed({ frame }, { signal, handOver: true });
          if (outputs['picture'] === undefined) throw new Error('the output picture is missing');
          return outputs['picture'];
        },
      };
    },
    close: async () => {
      for (const { giveBack } of lent) giveBack();
      await pool.close();
    },
  };
}
