import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

export const gradeRoutes: Routes = [
  {
    path: '',
    ...texts('grades'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'grades.title',
        loadComponent: async () => (await import('./grades-home')).GradesHome,
      },
      {
        path: 'policy',
        title: 'grades.tabs.policy',
        loadComponent: async () => (await import('./policy-page')).PolicyPage,
      },
      {
        path: 'files',
        title: 'grades.tabs.files',
        loadComponent: async () => (await import('./marks-files')).MarksFiles,
      },
      {
        path: 'finals',
        title: 'grades.tabs.finals',
        loadComponent: async () => (await import('./finals-page')).FinalsPage,
      },
      {
        path: 'audit',
        title: 'grades.audit.title',
        loadComponent: async () => (await import('./grade-audit')).GradeAudit,
      },
      {
        path: 'people/:memberId',
        title: 'grades.receipt.title',
        loadComponent: async () => (await import('./line-page')).LinePage,
      },
      {
        path: 'of-group/:groupId',
        title: 'grades.receipt.title',
        loadComponent: async () => (await import('./line-page')).LinePage,
      },
    ],
  },
];
