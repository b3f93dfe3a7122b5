import type { Routes } from '@angular/router';

export const systemRoutes: Routes = [];
