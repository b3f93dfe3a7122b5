import type { Routes } from '@angular/router';

/** Below `/courses/:courseId/datasets`: '' and ':datasetId'. */
export const datasetRoutes: Routes = [];
