import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

import { readProc } from './census.ts';

/** A delegated cgroup v2 of its own for one sandbox: the kernel counts and kills. */
export class ControlGroup {
  readonly #path: string;

  private constructor(path: string, memoryBytes: number) {
    this.#path = path;
    mkdirSync(path, { recursive: true }); // there already: of a guard that was killed
    this.#write('memory.max', String(memoryBytes));
    this.#write('memory.oom.group', '1');
    try {
      this.#write('memory.swap.max', '0');
    } catch {
      // a kernel without swap accounting
    }
  }

  /** Null where the kernel refuses: then the guard polls, as it does without a tree. */
  static make(path: string, memoryBytes: number): ControlGroup | null {
    try {
      return new ControlGroup(path, memoryBytes);
    } catch {
      return null;
    }
  }

  #write(name: string, value: string): void {
    writeFileSync(`${this.#path}/${name}`, value);
  }

  #number(name: string, pattern: RegExp): number {
    const match = pattern.exec(readProc(`${this.#path}/${name}`) ?? '');
    return match ? Number(match[1]) : 0;
  }

  admit(pid: number): void {
    this.#write('cgroup.procs', String(pid));
  }

  cpuMs(): number {
    return this.#number('cpu.stat', /usage_usec (\d+)/) / 1000;
  }

  memoryBytes(): number {
    return Math.max(this.#number('memory.current', /(\d+)/), this.#number('memory.peak', /(\d+)/));
  }

  ranOutOfMemory(): boolean {
    return this.#number('memory.events', /oom_kill (\d+)/) > 0;
  }

  kill(): void {
    try {
      this.#write('cgroup.kill', '1');
    } catch {
      // gone already, or a kernel before 5.14: the namespace's init is killed besides
    }
  }

  remove(): void {
    try {
      rmdirSync(this.#path);
    } catch {
      // a process still leaves; the worker's next start clears it
    }
  }
}

/**
 * The delegated part of the cgroup v2 tree, or null where there is none (then the guard polls). The guard moves
 * itself into a leaf first: a group that gives controllers away may hold no process.
 */
export function delegatedTree(): string | null {
  try {
    const own = /^0::(\/.*)$/m.exec(readFileSync('/proc/self/cgroup', 'latin1'))?.[1];
    if (own === undefined) return null;
    const path = `/sys/fs/cgroup${own}`;
    const controllers = readFileSync(`${path}/cgroup.controllers`, 'latin1').split(/\s+/);
    if (!controllers.includes('memory') || own === '/') return null;
    const leaf = `${path}/guard-${process.pid}`;
    mkdirSync(leaf);
    writeFileSync(`${leaf}/cgroup.procs`, String(process.pid));
    writeFileSync(`${path}/cgroup.subtree_control`, '+memory');
    return path;
  } catch {
    return null; // not ours to divide
  }
}
