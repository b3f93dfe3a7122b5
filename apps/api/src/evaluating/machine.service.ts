import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';

import {
  findNodeHost,
  findPython,
  findR,
  javascriptRuntime,
  onnxRuntime,
  type Runtime,
  tfjsRuntime,
} from '@holdout/ml/runtimes';
import { selfTest, type SelfTestFault, startGuard } from '@holdout/ml/sandbox';

import { CONFIG, type Config } from '../config/config';
import { Log } from '../platform/log';

/** Why code cannot run here, and what to do about it. */
export interface Fault {
  readonly code: string;
  readonly fix: string;
  /** Which kinds alone cannot run; without them all code. */
  readonly kinds?: readonly string[];
}

const LANGUAGES = ['python', 'r', 'javascript'];

const UNPROVEN: Fault = { code: 'sandbox_unproven', fix: 'Wait until the worker has tested it.' };

/** What this machine can run. Fails closed: no runtime unless every check of the sandbox held, and nothing switches that off. */
@Injectable()
export class Machine {
  private runtimes: readonly Runtime[] = [];
  private found: readonly Fault[] = [UNPROVEN];
  private held = 'none';
  private proving: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The kinds of code that can run now. */
  get kinds(): string[] {
    return this.runtimes.flatMap(({ kinds }) => kinds);
  }

  get versions(): string[] {
    return this.runtimes.map(({ version }) => version);
  }

  /** What code may use, by its language. */
  get packages(): { language: string; version: string; packages: Runtime['packages'] }[] {
    return this.runtimes
      .filter(({ kinds }) => LANGUAGES.some((language) => kinds.includes(language)))
      .map(({ id, version, packages }) => ({ language: id, version, packages }));
  }

  get faults(): readonly Fault[] {
    return this.found;
  }

  /** How runs are held here. */
  get isolation(): string {
    return this.held;
  }

  runtimeOf(kind: string): Runtime | undefined {
    return this.runtimes.find(({ kinds }) => kinds.includes(kind));
  }

  /** Tests the sandbox and looks for the runtimes; at the start, every hour, and when a run failed by the sandbox's fault. */
  prove(): Promise<void> {
    this.proving ??= this.proof().finally(() => {
      this.proving = undefined;
    });
    return this.proving;
  }

  private async proof(): Promise<void> {
    const { data, jobs, venv } = this.config.folders;
    const test = await selfTest({ data, jobs, readable: [venv] });
    if (!test.usable) {
      this.close(test.faults.map(faultOf));
      return;
    }
    const python = await findPython({ venv });
    if (!python.found) {
      this.close([{ code: python.code, fix: python.fix }]);
      this.log.warn({ detail: python.detail }, 'machine: no Python');
      return;
    }
    await startGuard();
    this.held = test.isolation;
    const r = await findR();
    if (!r.found) this.log.warn({ detail: r.detail }, 'machine: no R');
    this.runtimes = [python.runtime, ...(r.found ? [r.runtime] : []), ...(await this.models())];
    this.found = r.found ? [] : [{ code: r.code, fix: r.fix, kinds: ['r', 'r-notebook'] }];
    const { version, packages } = python.runtime;
    this.log.info({ isolation: test.isolation, version, packages: packages.length }, 'machine');
  }

  /** What runs models without code of their own. Without it code still runs. */
  private async models(): Promise<Runtime[]> {
    const node = await findNodeHost({ folder: join(this.config.folders.data, 'node') });
    if (node.found)
      return [onnxRuntime(node.host), tfjsRuntime(node.host), javascriptRuntime(node.host)];
    this.log.warn({ detail: node.detail }, 'machine: no Node for models');
    return [];
  }

  private close(faults: readonly Fault[]): void {
    this.held = 'none';
    this.runtimes = [];
    this.found = faults;
    this.log.error({ faults }, 'machine: code cannot run here');
  }
}

/** The row has room for what to do; what was found goes with it where that says more. */
function faultOf(fault: SelfTestFault): Fault {
  const { code, fix } = fault;
  if (fault.code === 'check_failed')
    return { code, fix: `${fix} (${fault.check}: ${fault.detail})` };
  if (fault.code === 'sandbox_broken') return { code, fix: `${fix} (${fault.detail})` };
  return { code, fix };
}
