import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { TranslocoTestingModule } from '@jsverse/transloco';

import type { Dataset } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { EMPTY_DRAFT } from './challenge-draft';
import { TargetFields } from './target-fields';

const id = (n: number) => `0192a000-0000-7000-8000-00000000000${n}`;

const wine: Dataset = {
  id: id(1),
  name: 'Vinos',
  description: '',
  source: '',
  licence: '',
  dictionary: [],
  challenges: [],
  createdAt: '2026-11-01T00:00:00Z',
  versions: [
    {
      id: id(2),
      number: 1,
      state: 'ready',
      filename: 'vinos.csv',
      bytes: 1,
      rows: 1599,
      columns: [{ name: 'score', type: 'integer' }],
      complaints: [],
      split: null,
      splitState: 'made',
      splitComplaints: [],
      createdAt: '2026-11-01T00:00:00Z',
    },
  ],
};
const profile = {
  rows: 1599,
  duplicateRows: 0,
  correlation: null,
  relations: null,
  warnings: [],
  columns: [
    {
      name: 'score',
      type: 'integer',
      missing: 0,
      distinct: 6,
      min: 3,
      max: 8,
      mean: 5.6,
      sd: 0.8,
      quartiles: [5, 6, 6],
      outliers: 28,
      histogram: {
        edges: [2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5],
        counts: [10, 53, 681, 638, 199, 18],
      },
      top: [],
      faults: [],
    },
  ],
};

@Component({
  imports: [TargetFields],
  template: `<app-target-fields [fields]="fields" />`,
})
class Host {
  readonly draft = signal({
    ...EMPTY_DRAFT,
    datasetVersionId: id(2),
    targetKind: 'rule',
  });
  readonly fields = form(this.draft);
}

async function shown() {
  TestBed.configureTestingModule({
    imports: [TranslocoTestingModule.forRoot({ langs: { es: {} } })],
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: CurrentCourse, useValue: { id: () => id(9) } },
    ],
  });
  const fixture = TestBed.createComponent(Host);
  const server = TestBed.inject(HttpTestingController);
  fixture.detectChanges();
  server.expectOne(`/api/courses/${id(9)}/datasets`).flush({ items: [wine] });
  await new Promise((done) => setTimeout(done));
  fixture.detectChanges();
  server
    .expectOne(`/api/courses/${id(9)}/datasets/${id(1)}/versions/${id(2)}/profile`)
    .flush(profile);
  await fixture.whenStable();
  return { fixture, server };
}

describe('what is to be predicted', () => {
  it('suggests task, metric and positive class by the rule, and asks for the profile once', async () => {
    const { fixture, server } = await shown();
    const page = fixture.nativeElement as HTMLElement;
    const rule = page.querySelectorAll<HTMLInputElement>('input[matInput]')[1];
    rule.value = 'score >= 7';
    rule.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    rule.dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(fixture.componentInstance.draft()).toMatchObject({
      rule: 'score >= 7',
      task: 'binary',
      metric: 'balanced_accuracy',
      positive: '1',
    });
    server.verify();
  });
});
