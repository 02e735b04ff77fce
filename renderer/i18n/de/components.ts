import type { components as english } from '../en/components.ts';
import type { Translated } from '../translated.ts';

export const components: Translated<typeof english> = {
  less: 'Weniger',
  details: 'Details',
  dismissMore: 'Ausblenden, {{more}} weitere',
  dismiss: 'Ausblenden',
};
