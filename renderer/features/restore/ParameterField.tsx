import Switch from '@mui/material/Switch';
import Stack from '@mui/material/Stack';
import { useId } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { ListField } from './ListField.tsx';
import { AutomaticNumberField, RangeField, TypedNumberField } from './NumberFields.tsx';
import { PromptField, WordField } from './TextFields.tsx';
import type { ParameterFieldProps } from './parameter-field-props.ts';

/** More steps than a slider has pixels: a number is typed. */
const sliderSteps = 1000;
/** A text that may be longer than this is a prompt. */
const wordLength = 200;

/** Few choices lie open, many fold into a list, ranges get a slider and a number. */
export function ParameterField({ parameter, ...rest }: ParameterFieldProps) {
  const { kind, nullable } = parameter;
  switch (kind.type) {
    case 'choice':
      return <ChoiceField parameter={parameter} options={kind.options} {...rest} />;
    case 'choice-or-list':
      return <ListField parameter={parameter} options={kind.options} {...rest} />;
    case 'number': {
      if (kind.zeroIsAutomatic) return <AutomaticNumberField parameter={parameter} kind={kind} {...rest} />;
      const Field = nullable || kind.max - kind.min > sliderSteps ? TypedNumberField : RangeField;
      return <Field parameter={parameter} kind={kind} {...rest} />;
    }
    case 'switch':
      return <SwitchField parameter={parameter} {...rest} />;
    case 'text': {
      const Field = (kind.maxLength ?? 0) > wordLength ? PromptField : WordField;
      return <Field parameter={parameter} {...rest} />;
    }
  }
}

function SwitchField({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <Switch
        size="small"
        checked={value === true}
        slotProps={{ input: { 'aria-labelledby': id } }}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Stack>
  );
}
