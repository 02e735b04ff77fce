/** What the conversion thread runs: turning weights into a graph takes seconds of plain computing. */
import { parentPort } from 'node:worker_threads';
import { AppError } from '../contract/index.ts';
import type { ConversionRequest, ConversionReply } from './convert-thread.ts';
import { ncnnToOnnx } from './import/ncnn-to-onnx.ts';

parentPort?.once('message', (request: ConversionRequest) => {
  void convert(request).then((reply) => parentPort?.postMessage(reply));
});

async function convert({ weights, calibration }: ConversionRequest): Promise<ConversionReply> {
  try {
    const { model, ...facts } = ncnnToOnnx({ param: Buffer.from(weights.param).toString('utf8'), bin: weights.bin });
    if (calibration === null) return { kind: 'converted', model, full: null, ...facts };
    const { Calibration, quantizeConvs } = await import('./import/quantize.ts');
    return { kind: 'converted', model: quantizeConvs(model, Calibration.parse(JSON.parse(calibration))), full: model, ...facts };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', code: error.code, message: error.message };
    return {
      kind: 'refused',
      code: 'model-corrupt',
      message: `The model cannot be converted: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
