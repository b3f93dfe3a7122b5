import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHECKS, type SelfTest, selfTest, stopGuard } from '@holdout/ml/sandbox';
import { PROBE } from '@holdout/ml/sandbox/selftest-probe';

import { whyNot } from './victim';

const reason = whyNot();
if (reason !== undefined) console.warn(`the self-test was not tried: ${reason}`);
const describeHere = reason === undefined ? describe : describe.skip;
const asRoot = process.getuid?.() === 0;
const itAsRoot = asRoot ? it : it.skip;
if (!asRoot)
  console.warn('what needs root (a folder out of reach, bubblewrap taken away) was not tried');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdout-selftest-'));
  chmodSync(root, 0o711);
  mkdirSync(join(root, 'data'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});
afterAll(stopGuard);

const places = (): { data: string; jobs: string } => ({
  data: join(root, 'data'),
  jobs: join(root, 'jobs'),
});

describeHere('the self-test on this machine', () => {
  it('holds, tells how, and leaves nothing behind', async () => {
    const answer = await selfTest(places());
    expect(answer).toMatchObject({ usable: true });
    expect('isolation' in answer && answer.isolation).toMatch(/^bwrap\+seccomp/);
    expect([readdirSync(join(root, 'data')), readdirSync(join(root, 'jobs'))]).toEqual([[], []]);
  }, 30_000);

  itAsRoot(
    'names the folder that is out of the dropped user’s reach, and the line that opens it',
    async () => {
      const closed = join(root, 'closed');
      mkdirSync(join(closed, 'venv'), { recursive: true });
      chmodSync(closed, 0o700);
      const unreachable = {
        code: 'folder_unreachable',
        folder: closed,
        fix: `chmod o+x ${closed}`,
      };
      expect(await selfTest({ ...places(), jobs: join(closed, 'jobs') })).toMatchObject({
        usable: false,
        faults: [unreachable],
      });
      expect(await selfTest({ ...places(), readable: [join(closed, 'venv')] })).toMatchObject({
        usable: false,
        faults: [unreachable],
      });
    },
  );

  it('fails closed where nothing can be tried', async () => {
    writeFileSync(join(root, 'jobs'), 'a file where the folder should be');
    expect(await selfTest(places())).toMatchObject({
      usable: false,
      faults: [{ code: 'sandbox_broken' }],
    });
    expect(await selfTest({ data: join(root, 'nowhere'), jobs: join(root, 'j') })).toMatchObject({
      usable: false,
      faults: [{ code: 'sandbox_broken' }],
    });
  });

  // In a mount namespace of its own, where an empty file lies over the real one.
  itAsRoot.each([
    ['/usr/bin/bwrap', ['bubblewrap_missing']],
    ['/usr/bin/prlimit', ['sandbox_broken']],
  ])(
    'fails closed without %s',
    (program, codes) => {
      const script = join(__dirname, '../support/sandbox-process.cjs');
      const { stdout, stderr } = spawnSync(
        '/usr/bin/unshare',
        [
          '-m',
          'sh',
          '-c',
          'mount --bind /dev/null "$0" && exec "$@"',
          program,
          process.execPath,
          script,
          'selftest',
        ],
        { input: JSON.stringify(places()), encoding: 'utf8', timeout: 30_000 },
      );
      const answer = JSON.parse(stdout.split('\n')[1] ?? stderr) as SelfTest;
      const faults = answer.usable ? [] : answer.faults.map(({ code }) => code);
      expect(faults).toEqual(expect.arrayContaining(codes));
    },
    40_000,
  );

  it('has a probe whose every check fails outside of a sandbox', async () => {
    const canary = join(root, 'canary');
    writeFileSync(canary, 'CANARY');
    const server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const inherited = openSync(canary, 'r');
    execFileSync('/usr/bin/python3', ['-c', PROBE, canary, String(port), '24', '65536'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', inherited],
    });
    server.close();
    const said = JSON.parse(readFileSync(join(root, 'checks.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const inside = CHECKS.slice(0, CHECKS.indexOf('result_pipe'));
    expect(Object.keys(said).sort()).toEqual([...inside].sort());
    // What an ordinary user, or a container's, has of itself is not the sandbox's doing.
    const ofTheHost = [
      'root_read_only',
      'uid_not_root',
      'no_capabilities',
      'no_secret_in_pid_1',
      'seccomp_on',
      'no_new_privileges',
      'user_namespaces_refused',
      'loopback_only',
      'own_pid_namespace',
    ];
    const mustFail = asRoot
      ? inside.filter((check) => !CONTAINERS.includes(check))
      : inside.filter((check) => !ofTheHost.includes(check));
    expect(mustFail.filter((check) => said[check] === true)).toEqual([]);
  }, 20_000);
});

/** A container has these already. */
const CONTAINERS: readonly string[] = [
  'seccomp_on',
  'no_new_privileges',
  'user_namespaces_refused',
  'loopback_only',
  'own_pid_namespace',
];
