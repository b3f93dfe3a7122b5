import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

export const labRoutes: Routes = [
  {
    path: '',
    ...texts('labs'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'labs.title',
        loadComponent: async () => (await import('./lab-list')).LabList,
      },
      {
        path: 'import',
        title: 'labs.import.title',
        loadComponent: async () => (await import('./lab-import')).LabImport,
      },
      {
        path: ':labId/files/:fileId',
        title: 'labs.file.title',
        loadComponent: async () => (await import('./lab-file-page')).LabFilePage,
      },
    ],
  },
];
