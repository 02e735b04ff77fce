import type { Command } from '../../app/command.ts';
import { startTour } from './start-tour.ts';

export const tourCommands: readonly Command[] = [{ id: 'help.tour', group: 'Help', shortcuts: [], run: startTour }];
