import { type Card, Phase } from '@holdout/contracts';

export const PHASES = Phase.options;

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where a card goes: before another one of that phase, or to its end. */
export interface Place {
  readonly phase: Phase;
  readonly beforeId: string | null;
}

type Placed = Pick<Card, 'id' | 'phase'>;

export function columnOf<C extends Placed>(cards: readonly C[], phase: Phase): C[] {
  return cards.filter((card) => card.phase === phase);
}

/** One step of a card by the keyboard; undefined at the edge of the board. */
export function stepOf(
  cards: readonly Placed[],
  id: string,
  direction: Direction,
): Place | undefined {
  const card = cards.find((each) => each.id === id);
  if (!card) return undefined;
  const { phase } = card;
  const column = columnOf(cards, phase);
  const at = column.indexOf(card);
  const aside = (by: -1 | 1): Place | undefined => {
    const next = PHASES[PHASES.indexOf(phase) + by];
    return next && { phase: next, beforeId: columnOf(cards, next)[at]?.id ?? null };
  };
  switch (direction) {
    case 'up': {
      const before = column[at - 1];
      return before && { phase, beforeId: before.id };
    }
    case 'down':
      return at === column.length - 1 ? undefined : { phase, beforeId: column[at + 2]?.id ?? null };
    case 'left':
      return aside(-1);
    case 'right':
      return aside(1);
  }
}

/** Where a card is that was dropped at this place of a phase, counted without the card itself. */
export function dropOf(cards: readonly Placed[], id: string, phase: Phase, index: number): Place {
  const rest = columnOf(cards, phase).filter((card) => card.id !== id);
  return { phase, beforeId: rest[index]?.id ?? null };
}

/** The board as it will be, before the server has said so. */
export function moved<C extends Placed>(cards: readonly C[], id: string, to: Place): C[] {
  const card = cards.find((each) => each.id === id);
  if (!card) return [...cards];
  const rest = cards.filter((each) => each.id !== id);
  const there = { ...card, phase: to.phase };
  const at = rest.findIndex((each) => each.phase === to.phase && each.id === to.beforeId);
  return PHASES.flatMap((phase) => {
    const column = columnOf(rest, phase);
    if (phase !== to.phase) return column;
    const before = at === -1 ? column.length : column.indexOf(rest[at]!);
    return [...column.slice(0, before), there, ...column.slice(before)];
  });
}
