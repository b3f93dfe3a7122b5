import type { Routes } from '@angular/router';

import { texts } from '../core/languages';
import { outlinedFields } from '../ui/outlined-fields';

export const inboxRoutes: Routes = [
  {
    path: '',
    providers: [outlinedFields],
    ...texts('inbox'),
    title: 'inbox.title',
    loadComponent: async () => (await import('./inbox-page')).InboxPage,
  },
];
