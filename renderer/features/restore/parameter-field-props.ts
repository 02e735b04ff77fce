import type { Parameter } from './parameters.ts';

/** What every field of the form is given. */
export interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: unknown;
  /** What the package takes where the value is null; undefined when the package is not known here. */
  readonly packageDefault?: string | number | undefined;
  /** `gesture` is set while a slider is being dragged: one undo step. */
  readonly onChange: (value: unknown, gesture?: string) => void;
}
