import { zipOf } from '../../../../../test/support/zip';
import { archiveKind } from './archive-kind';

const kindOf = (name: string, ...files: string[]) =>
  archiveKind(new File([new Uint8Array(zipOf(files.map((each) => ({ name: each }))))], name));

describe('an archive that is chosen', () => {
  it('is a model of TensorFlow.js where it has model.json and no program', async () => {
    expect(await kindOf('m.zip', 'model.json', 'group1-shard1of1.bin')).toBe('tfjs');
    expect(await kindOf('m.zip', 'modelo/model.json', 'modelo/w.bin')).toBe('tfjs');
    expect(await kindOf('m.zip', 'model.json', 'main.py')).toBeUndefined();
    expect(await kindOf('m.zip', 'my-model.json')).toBeUndefined();
    expect(await kindOf('model.json', 'model.json')).toBeUndefined();
  });
});
