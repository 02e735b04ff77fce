import { joinAxes, sameSize } from './blob.ts';
import type { Blob } from './blob.ts';
import { float, floats, scalar } from './graph-builder.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { corrupt, refuse } from './ncnn-layer.ts';
import type { LayerConverter, LayerTask } from './ncnn-layer.ts';
import { arrayParam, numberParam } from './ncnn-param.ts';
import type { NcnnLayer } from './ncnn-param.ts';

/** A value under construction: where it goes, what its nodes are called, and the value so far. */
interface Value {
  readonly graph: GraphBuilder;
  readonly name: string;
  readonly input: string;
}

/** ncnn's fused activation (parameters 9 and 10 of a convolution), numbered as in fused_activation.h. */
export function fusedActivation(layer: NcnnLayer, value: Value): string {
  const type = numberParam(layer, 9, 0);
  const settings = arrayParam(layer, 10);
  const setting = (index: number): number => {
    const found = settings[index];
    if (found === undefined) throw corrupt(layer, `its fused activation ${type} has ${settings.length} settings`);
    return found;
  };
  switch (type) {
    case 0:
      return value.input;
    case 1:
      return apply(value, 'Relu');
    case 2:
      return leakyRelu(value, setting(0));
    case 3:
      return clip(value, setting(0), setting(1));
    case 4:
      return apply(value, 'Sigmoid');
    case 5:
      return mish(value);
    case 6:
      return hardSwish(value, setting(0), setting(1));
    default:
      throw refuse(layer, `its fused activation ${type} is not known here`);
  }
}

/** A layer that maps every element by itself. */
const elementwise =
  (convert: (value: Value, task: LayerTask) => string): LayerConverter =>
  (task) => {
    const [bottom] = task.bottoms;
    return { ...bottom, name: convert({ graph: task.graph, name: task.layer.name, input: bottom.name }, task) };
  };

export const activationLayers: Readonly<Record<string, LayerConverter>> = {
  ReLU: elementwise((value, { layer }) => {
    const slope = numberParam(layer, 0, 0);
    return slope === 0 ? apply(value, 'Relu') : leakyRelu(value, slope);
  }),
  PReLU: elementwise((value, { layer, bottoms: [bottom], graph, weights }) => {
    const count = numberParam(layer, 0, 0);
    if (count !== 1 && count !== bottom.channels) throw corrupt(layer, `it has ${count} slopes for ${bottom.channels} channels`);
    // Slopes of real models lie outside [0, 1]: max(x, slope * x) is something else.
    const slope = graph.constant(`${layer.name}.slope`, floats(weights.plain(count, layer.name), [count, 1, 1]));
    return graph.node('PRelu', { name: layer.name, inputs: [value.input, slope] });
  }),
  Sigmoid: elementwise((value) => apply(value, 'Sigmoid')),
  TanH: elementwise((value) => apply(value, 'Tanh')),
  ELU: elementwise((value, { layer }) =>
    value.graph.node('Elu', { name: value.name, inputs: [value.input], attributes: { alpha: float(numberParam(layer, 0, 0.1)) } }),
  ),
  Clip: elementwise((value, { layer }) => clip(value, numberParam(layer, 0, -FLOAT_MAX), numberParam(layer, 1, FLOAT_MAX))),
  Mish: elementwise(mish),
  Swish: elementwise((value) => apply(value, 'Mul', apply(value, 'Sigmoid'))),
  HardSigmoid: elementwise((value, { layer }) => hardSigmoid(value, numberParam(layer, 0, 0.2), numberParam(layer, 1, 0.5))),
  HardSwish: elementwise((value, { layer }) => hardSwish(value, numberParam(layer, 0, 0.2), numberParam(layer, 1, 0.5))),
  GELU: elementwise((value, { layer }) => (numberParam(layer, 0, 0) === 0 ? gelu(value) : fastGelu(value))),
  UnaryOp: elementwise((value, { layer }) => {
    const type = numberParam(layer, 0, 0);
    if (type === 4) return apply(value, 'Mul', value.input);
    if (type === 6) return apply({ ...value, input: apply(value, 'Sqrt') }, 'Reciprocal');
    const op = unaryOps[type];
    if (op === undefined) throw refuse(layer, `its operation ${type} is not known here`);
    return apply(value, op);
  }),
};

const FLOAT_MAX = 3.4028234663852886e38;

/** UnaryOp by number; those that take two nodes are above. */
const unaryOps: Readonly<Record<number, string>> = {
  0: 'Abs',
  1: 'Neg',
  2: 'Floor',
  3: 'Ceil',
  5: 'Sqrt',
  7: 'Exp',
  8: 'Log',
  9: 'Sin',
  10: 'Cos',
  11: 'Tan',
  15: 'Reciprocal',
  16: 'Tanh',
  18: 'Round',
  20: 'Sign',
};

/** BinaryOp by number; the other half of the table is the same with its operands exchanged. */
const binaryOps: Readonly<Record<number, { op: string; exchanged?: boolean }>> = {
  0: { op: 'Add' },
  1: { op: 'Sub' },
  2: { op: 'Mul' },
  3: { op: 'Div' },
  4: { op: 'Max' },
  5: { op: 'Min' },
  6: { op: 'Pow' },
  7: { op: 'Sub', exchanged: true },
  8: { op: 'Div', exchanged: true },
  9: { op: 'Pow', exchanged: true },
};

export const arithmeticLayers: Readonly<Record<string, LayerConverter>> = {
  BinaryOp: ({ layer, bottoms, graph }) => {
    const type = numberParam(layer, 0, 0);
    const operation = binaryOps[type];
    if (operation === undefined) throw refuse(layer, `its operation ${type} is not known here`);
    const withScalar = numberParam(layer, 1, 0) !== 0;
    if (bottoms.length !== (withScalar ? 1 : 2)) throw corrupt(layer, `it has ${bottoms.length} inputs`);
    const second = withScalar ? graph.constant(`${layer.name}.scalar`, scalar(numberParam(layer, 2, 0))) : bottoms[1]!.name;
    const operands = [bottoms[0].name, second];
    const name = graph.node(operation.op, { name: layer.name, inputs: operation.exchanged ? operands.reverse() : operands });
    return { ...joined(layer, bottoms), name };
  },
  Eltwise: ({ layer, bottoms, graph }) => {
    const op = { 0: 'Mul', 1: 'Add', 2: 'Max' }[numberParam(layer, 0, 0)];
    if (op === undefined) throw refuse(layer, 'its operation is not known here');
    const coefficients = op === 'Add' ? arrayParam(layer, 1) : [];
    if (coefficients.length !== 0 && coefficients.length !== bottoms.length)
      throw corrupt(layer, `${bottoms.length} inputs, ${coefficients.length} coefficients`);
    const terms = bottoms.map(({ name }, index) => {
      const coefficient = coefficients[index] ?? 1;
      if (coefficient === 1) return name;
      const factor = graph.constant(`${layer.name}.coefficient`, scalar(coefficient));
      return graph.node('Mul', { name: `${layer.name}.term`, inputs: [name, factor] });
    });
    const name = terms.reduce((sum, term) => graph.node(op, { name: layer.name, inputs: [sum, term] }));
    return { ...joined(layer, bottoms), name };
  },
};

/** Blobs of one size; one with a single channel is spread over the channels of the other. */
function joined(layer: NcnnLayer, bottoms: readonly [Blob, ...Blob[]]): Blob {
  const channels = Math.max(...bottoms.map((blob) => blob.channels));
  for (const blob of bottoms) {
    if (!sameSize(blob, bottoms[0])) throw refuse(layer, 'its inputs differ in width or height');
    if (blob.channels !== channels && blob.channels !== 1) throw corrupt(layer, 'its inputs differ in channels');
  }
  return { ...bottoms[0], channels, y: joinAxes(bottoms.map((blob) => blob.y)), x: joinAxes(bottoms.map((blob) => blob.x)) };
}

/** One node on the value, with more inputs behind it. */
function apply({ graph, name, input }: Value, op: string, ...more: readonly string[]): string {
  return graph.node(op, { name, inputs: [input, ...more] });
}

function leakyRelu({ graph, name, input }: Value, slope: number): string {
  return graph.node('LeakyRelu', { name, inputs: [input], attributes: { alpha: float(slope) } });
}

function clip(value: Value, low: number, high: number): string {
  const [min, max] = [value.graph.constant(`${value.name}.min`, scalar(low)), value.graph.constant(`${value.name}.max`, scalar(high))];
  return apply(value, 'Clip', min, max);
}

/** x tanh(ln(1 + e^x)); a node of its own only since opset 18. */
function mish(value: Value): string {
  const softplus = apply(value, 'Softplus');
  return apply(value, 'Mul', apply({ ...value, input: softplus }, 'Tanh'));
}

function hardSigmoid({ graph, name, input }: Value, alpha: number, beta: number): string {
  return graph.node('HardSigmoid', { name, inputs: [input], attributes: { alpha: float(alpha), beta: float(beta) } });
}

function hardSwish(value: Value, alpha: number, beta: number): string {
  return apply(value, 'Mul', hardSigmoid(value, alpha, beta));
}

/** x (1 + erf(x / sqrt 2)) / 2 */
function gelu(value: Value): string {
  const { graph, name } = value;
  const scaled = apply(value, 'Mul', graph.constant(`${name}.scale`, scalar(Math.SQRT1_2)));
  return halfTimesOnePlus(value, apply({ ...value, input: scaled }, 'Erf'));
}

/** x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2, with ncnn's constant. */
function fastGelu(value: Value): string {
  const { graph, name, input } = value;
  const square = apply(value, 'Mul', input);
  const cubic = apply({ ...value, input: square }, 'Mul', graph.constant(`${name}.cubic`, scalar(0.044715)));
  const inner = apply({ ...value, input: cubic }, 'Add', graph.constant(`${name}.one`, scalar(1)));
  const scaled = apply({ ...value, input: inner }, 'Mul', graph.constant(`${name}.scale`, scalar(0.79788452)));
  return halfTimesOnePlus(value, apply({ ...value, input: apply(value, 'Mul', scaled) }, 'Tanh'));
}

function halfTimesOnePlus(value: Value, inner: string): string {
  const { graph, name } = value;
  const sum = apply({ ...value, input: inner }, 'Add', graph.constant(`${name}.one`, scalar(1)));
  const half = apply(value, 'Mul', graph.constant(`${name}.half`, scalar(0.5)));
  return apply({ ...value, input: half }, 'Mul', sum);
}
