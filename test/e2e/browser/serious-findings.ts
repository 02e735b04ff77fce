import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What themes differ in. */
export const colorRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds serious or critical on the page as it is now, by all rules or by some: `rule: element: what to do`. */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`));
}
