import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

export const announcementRoutes: Routes = [
  {
    path: '',
    ...texts('announcements'),
    title: 'announcements.title',
    loadComponent: async () => (await import('./announcement-list')).AnnouncementList,
  },
];
