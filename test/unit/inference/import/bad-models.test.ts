import { expect, test } from 'vitest';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { conv, writeNet } from './ncnn-net.ts';
import type { NetLayer } from './ncnn-net.ts';

const layer = { name: 'first', from: 'data', to: 'out', channels: [3, 3], params: { 4: 1 } } as const;
const good = writeNet([conv(layer)]);

/** Lines of the text, changed. */
const edited = (change: (param: string) => string) => ({ ...good, param: change(good.param) });
const cutBin = (bytes: number) => ({ ...good, bin: good.bin.subarray(0, bytes) });
const other = (type: string, params: NetLayer['params'] = {}) =>
  writeNet([{ type, name: 'odd one', bottoms: ['data'], tops: ['out'], params }].map((net) => ({ ...net, name: 'odd-one' })));

test.each([
  { what: 'another kind of file', model: edited(() => '<html>404</html>'), code: 'model-corrupt', says: /first line is not 7767517/ },
  { what: 'an empty file', model: edited(() => ''), code: 'model-corrupt', says: /first line/ },
  {
    what: 'a text that was cut off between lines',
    model: edited((text) => text.split('\n').slice(0, 3).join('\n')),
    code: 'model-corrupt',
    says: /announces 2 layers and has 1/,
  },
  {
    what: 'a text that was cut off inside a line',
    model: edited((text) => text.slice(0, text.indexOf('data out'))),
    code: 'model-corrupt',
    says: /cut off/,
  },
  {
    what: 'a parameter that is none',
    model: edited((text) => text.replace('0=3', '0:3')),
    code: 'model-corrupt',
    says: /"0:3" where a parameter/,
  },
  {
    what: 'a number that is none',
    model: edited((text) => text.replace('6=81', '6=8I')),
    code: 'model-corrupt',
    says: /"8I" where a number/,
  },
  {
    what: 'a blob that nobody makes',
    model: edited((text) => text.replace('data out', 'date out')),
    code: 'model-corrupt',
    says: /reads "date"/,
  },
  { what: 'weights that end early', model: cutBin(100), code: 'model-corrupt', says: /ends inside the weights of layer "first"/ },
  { what: 'no weights at all', model: cutBin(0), code: 'model-corrupt', says: /ends inside/ },
  { what: 'weights that end inside the bias', model: cutBin(good.bin.length - 4), code: 'model-corrupt', says: /ends inside/ },
  {
    what: 'weights of another model',
    model: { ...good, bin: Buffer.concat([good.bin, new Uint8Array(8)]) },
    code: 'model-corrupt',
    says: /8 of its .* belong to no layer/,
  },
  {
    what: 'weights that are not numbers',
    model: { ...good, bin: good.bin.map((byte, i) => (i < 4 ? byte : 0xff)) },
    code: 'model-corrupt',
    says: /not all numbers/,
  },
  {
    what: 'a wrong count of weights',
    model: edited((text) => text.replace('6=81', '6=80')),
    code: 'model-corrupt',
    says: /80 weights for 3 kernels of 3x3 over 3 channels/,
  },
  { what: 'a kernel without size', model: edited((text) => text.replace(' 1=3', ' 1=0')), code: 'model-corrupt', says: /no proper size/ },
  { what: 'an unknown layer', model: other('DeformableConv2D'), code: 'model-contract', says: /"odd-one" \(DeformableConv2D\)/ },
  {
    what: 'a layer called like a property of every object',
    model: other('toString'),
    code: 'model-contract',
    says: /"odd-one" \(toString\)/,
  },
  { what: 'weights in int8', model: edited((text) => text.replace('6=81', '6=81 8=2')), code: 'model-contract', says: /quantized to int8/ },
  {
    what: 'a block of int8',
    model: { ...good, bin: Buffer.concat([Uint8Array.of(0x38, 0x4b, 0x0d, 0), good.bin.subarray(4)]) },
    code: 'model-contract',
    says: /int8 weights/,
  },
  { what: 'a fixed size', model: other('Interp', { 0: 1, 3: 100, 4: 100 }), code: 'model-contract', says: /fixed size/ },
  { what: 'an unknown operation', model: other('BinaryOp', { 0: 10, 1: 1 }), code: 'model-contract', says: /operation 10/ },
  {
    what: 'one channel out',
    model: writeNet([conv({ ...layer, channels: [3, 1] })]),
    code: 'model-contract',
    says: /output has 1 channels/,
  },
  {
    what: 'an output that is smaller than it should be',
    model: writeNet([conv({ ...layer, params: {} })]),
    code: 'model-contract',
    says: /2 pixels smaller/,
  },
  { what: 'half the size', model: other('Interp', { 0: 1, 1: 0.5, 2: 0.5 }), code: 'model-contract', says: /smaller picture/ },
  { what: 'a scale of nine', model: other('Interp', { 0: 1, 1: 9, 2: 9 }), code: 'model-contract', says: /scales by 9/ },
  { what: 'no layer', model: writeNet([]), code: 'model-contract', says: /no layers/ },
  {
    what: 'two outputs',
    model: writeNet([{ type: 'Split', name: 'split', bottoms: ['data'], tops: ['a', 'b'] }]),
    code: 'model-contract',
    says: /2 outputs/,
  },
] as const)('refuses $what', ({ model, code, says }) => {
  const converting = () => ncnnToOnnx(model);

  expect(converting).toThrow(expect.objectContaining({ name: 'AppError', code, message: expect.stringMatching(says) }));
});

test('takes line ends of Windows and numbers in the newer notation for lists', () => {
  const net = writeNet([conv({ ...layer, params: { 4: 1, 9: 2, 10: [0.25] } })]);

  const { model } = ncnnToOnnx({ ...net, param: net.param.replaceAll('\n', '\r\n').replace('-23310=1,2.500000e-1', '10=2.5e-1') });

  expect(Buffer.compare(model, ncnnToOnnx(net).model)).toBe(0);
});
