export const components = {
  less: 'Less',
  details: 'Details',
  dismissMore: 'Dismiss, {{more}} more',
  dismiss: 'Dismiss',
} as const;
