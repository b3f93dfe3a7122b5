import { readFileSync } from 'node:fs';

import { openApi } from '../../apps/api/src/platform/http/server';
import { type TestApp, startApp } from '../support/app';

describe('docs/openapi.json', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  it('says what the api answers; after a change of the contracts run `npm run openapi`', () => {
    const written: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(openApi(t.app)))).toEqual(written);
  });
});
