import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TranslocoService, provideTransloco } from '@jsverse/transloco';

import { Dictionary } from './dictionary';
import { Languages, languageFor } from './languages';

const settled = () => new Promise((done) => setTimeout(done));

function begin() {
  localStorage.clear();
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideTransloco({
        config: { availableLangs: ['es', 'en'], defaultLang: 'es', prodMode: true },
        loader: Dictionary,
      }),
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  const answer = async () => {
    await settled();
    for (const request of http.match(() => true))
      request.flush({ word: request.request.url.replace('/i18n/', '') });
    await settled();
  };
  return { languages: TestBed.inject(Languages), texts: TestBed.inject(TranslocoService), answer };
}

describe('the language', () => {
  it('is the chosen one, else the first of the browser’s that we speak, else Spanish', () => {
    expect(languageFor('en', ['es'])).toBe('en');
    expect(languageFor(null, ['fr-FR', 'en-GB', 'es'])).toBe('en');
    expect(languageFor('xx', ['pt-BR'])).toBe('es');
  });

  it('switches only when all texts are there, those of a page that opened meanwhile too', async () => {
    const { languages, texts, answer } = begin();
    const other = languages.language() === 'es' ? 'en' : 'es';
    const switched = languages.switchTo(other);
    const opened = languages.need(['courses']);
    await answer();
    await opened;
    expect(languages.language()).not.toBe(other);
    await answer();
    await switched;
    expect(languages.language()).toBe(other);
    expect(texts.translate('courses.word')).toBe(`courses/${other}.json`);
  });

  it('ends with the last that was asked for', async () => {
    const { languages, answer } = begin();
    const both = Promise.all([languages.switchTo('en'), languages.switchTo('es')]);
    await answer();
    await both;
    expect(languages.language()).toBe('es');
  });
});
