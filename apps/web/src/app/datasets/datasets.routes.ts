import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/datasets`. */
export const datasetRoutes: Routes = [
  {
    path: '',
    ...texts('datasets', 'leak'),
    children: [
      {
        path: '',
        title: 'datasets.title',
        loadComponent: async () => (await import('./dataset-catalogue')).DatasetCatalogue,
      },
      {
        path: 'new',
        title: 'datasets.new.title',
        loadComponent: async () => (await import('./new-dataset')).NewDataset,
      },
      {
        path: ':datasetId',
        title: 'datasets.title',
        loadComponent: async () => (await import('./dataset-page')).DatasetPage,
      },
    ],
  },
];
