import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** At `/system`; a course's overview and audit hang below the course. */
export const systemRoutes: Routes = [
  {
    path: '',
    ...texts('overview', 'submissions'),
    title: 'overview.system.title',
    loadComponent: async () => (await import('./system-status')).SystemStatus,
  },
];
