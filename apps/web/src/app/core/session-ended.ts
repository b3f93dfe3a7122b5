import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject, Injector } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';

import { Session } from './session';

/** A session that ended while a page was open: sign in and come back to where one was. */
export const sessionEnded: HttpInterceptorFn = (request, next) => {
  const injector = inject(Injector);
  return next(request).pipe(
    tap({
      error: (failure: unknown) => {
        if (!(failure instanceof HttpErrorResponse) || failure.status !== 401) return;
        const session = injector.get(Session); // not before: Session itself sends requests
        if (!session.account()) return;
        session.forget();
        const router = injector.get(Router);
        void router.navigate(['/sign-in'], { queryParams: { next: router.url } });
      },
    }),
  );
};
