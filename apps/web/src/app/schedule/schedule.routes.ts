import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

export const scheduleRoutes: Routes = [
  {
    path: '',
    ...texts('schedule', 'attendance'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'schedule.title',
        loadComponent: async () => (await import('./schedule-page')).SchedulePage,
      },
      {
        path: ':activityId/attendance',
        title: 'attendance.title',
        loadComponent: async () => (await import('../attendance/attendance-page')).AttendancePage,
      },
    ],
  },
];
