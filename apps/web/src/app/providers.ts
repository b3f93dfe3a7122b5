import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { TRANSLOCO_TRANSPILER, provideTransloco } from '@jsverse/transloco';

import { routes } from './app.routes';
import { Dictionary } from './core/dictionary';
import { Journey } from './core/journey';
import { Languages } from './core/languages';
import { PageTitle } from './core/page-title';
import { Sentences } from './core/sentences';
import { sessionEnded } from './core/session-ended';

export const providers: ApplicationConfig['providers'] = [
  provideBrowserGlobalErrorListeners(),
  // fetch, the default, tells no progress of uploads.
  provideHttpClient(withXhr(), withInterceptors([sessionEnded])),
  provideRouter(
    routes,
    withComponentInputBinding(),
    withRouterConfig({ paramsInheritanceStrategy: 'always' }),
    withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    withNavigationErrorHandler((failure) => {
      inject(Journey).fail(failure);
    }),
  ),
  { provide: TitleStrategy, useExisting: PageTitle },
  provideTransloco({
    config: {
      availableLangs: ['es', 'en'],
      defaultLang: 'es',
      reRenderOnLangChange: true,
      prodMode: !isDevMode(),
      missingHandler: { useFallbackTranslation: false },
    },
    loader: Dictionary,
  }),
  { provide: TRANSLOCO_TRANSPILER, useExisting: Sentences },
  provideAppInitializer(() => inject(Languages).begin()),
];
