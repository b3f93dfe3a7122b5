import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/presentations`. */
export const presentationPages: Routes = [
  {
    path: '',
    ...texts('presentations'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'presentations.title',
        loadComponent: async () => (await import('./presentations-page')).PresentationsPage,
      },
    ],
  },
];
