import { Component, computed, input } from '@angular/core';

/** Drawn on 24 × 24 with a stroke of 2; circles are arcs, so that an icon is one path. */
const PATHS = {
  'arrow-down': 'M12 5v14M6 13l6 6 6-6',
  'arrow-up': 'M12 19V5M6 11l6-6 6 6',
  bell: 'M6 17V11c0-8 12-8 12 0v6l2 1H4zM10 21h4',
  board: 'M4 20V12h4v8zM10 20V4h4v16zM16 20v-5h4v5zM2 20h20',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  chart: 'M4 4v16h16M8 15l4-5 3 3 5-7',
  check: 'M5 13l4 4L19 7',
  'chevron-down': 'M6 9l6 6 6-6',
  'chevron-left': 'M15 6l-6 6 6 6',
  'chevron-right': 'M9 6l6 6-6 6',
  circle: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0',
  clock: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  course: 'M12 6C10 4 7 4 3 4v14c4 0 7 0 9 2 2-2 5-2 9-2V4c-4 0-7 0-9 2zM12 6v14',
  data: 'M4 6c0-4 16-4 16 0s-16 4-16 0v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0',
  down: 'M12 4v15M6 13l6 6 6-6',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  error: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v6M12 16.5v.5',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  eye: 'M2 12c4-8 16-8 20 0-4 8-16 8-20 0zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  filter: 'M3 5h18l-7 8v6l-4 2v-8z',
  flag: 'M5 21V4M5 5h13l-3 4 3 4H5',
  group:
    'M6 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M2 20c0-8 14-8 14 0M16 5.2a3 3 0 0 1 0 5.6M18 14c3 .8 4 3 4 6',
  help: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4M12 16.5v.5',
  history: 'M3 12a9 9 0 1 0 3-6.7L3 8M3 3v5h5M12 7v5l3 2',
  home: 'M3 11l9-8 9 8M5 9.5V21h5v-6h4v6h5V9.5',
  info: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 11v6M12 7v.5',
  keyboard: 'M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8',
  language: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  link: 'M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1-1',
  lock: 'M5 11h14v10H5zM8 11V7c0-5 8-5 8 0v4',
  minus: 'M5 12h14',
  moon: 'M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  people: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 21c0-9 16-9 16 0',
  play: 'M7 4l13 8-13 8z',
  plus: 'M12 5v14M5 12h14',
  refresh:
    'M20 11a8 8 0 0 0-14.5-4L3 9.5M3 4v5.5h5.5M4 13a8 8 0 0 0 14.5 4l2.5-2.5M21 20v-5.5h-5.5',
  search: 'M4 11a7 7 0 1 0 14 0a7 7 0 1 0-14 0M16 16l5 5',
  settings:
    'M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M4 17h3M11 17h9M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  'sign-out': 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  star: 'M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2 6.4 20.3l1.2-6.3L3 9.6l6.3-.8z',
  stop: 'M6 6h12v12H6z',
  submit: 'M21 3L10 14M21 3l-7 18-4-7-7-4z',
  sun: 'M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19',
  system: 'M3 4h18v12H3zM8 20h8M12 16v4',
  table: 'M3 5h18v14H3zM3 10h18M3 14.5h18M10 10v9',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  turn: 'M4 9h13M13 5l4 4-4 4M20 15H7M11 11l-4 4 4 4',
  up: 'M12 20V5M6 11l6-6 6 6',
  undo: 'M8 5L3 10l5 5M3 10h11c9 0 9 10 0 10h-2',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  warning: 'M12 3L2 21h20zM12 10v5M12 17.5v.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words, or alone with a `label`. */
@Component({
  selector: 'app-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path [attr.d]="path()" />
    </svg>
    @if (label()) {
      <span class="visually-hidden">{{ label() }}</span>
    }`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: 1.25em;
      height: 1.25em;
      vertical-align: -0.25em;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly label = input<string>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
