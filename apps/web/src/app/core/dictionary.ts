import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { type Observable, of } from 'rxjs';

/** Texts lie in `public/i18n/<scope>/<language>.json`; there is none without a scope, so nobody edits a shared file. */
@Service()
export class Dictionary implements TranslocoLoader {
  private readonly http = inject(HttpClient);

  getTranslation(path: string): Observable<Translation> {
    return path.includes('/') ? this.http.get<Translation>(`/i18n/${path}.json`) : of({});
  }
}
