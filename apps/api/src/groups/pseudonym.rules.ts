const ANIMALS = [
  'Cóndor',
  'Jaguar',
  'Colibrí',
  'Delfín',
  'Tortuga',
  'Puma',
  'Guacamaya',
  'Zorro',
  'Venado',
  'Nutria',
  'Tapir',
  'Búho',
  'Águila',
  'Iguana',
  'Manatí',
  'Perezoso',
  'Tucán',
  'Ocelote',
  'Garza',
  'Halcón',
  'Armadillo',
  'Ballena',
  'Caimán',
  'Lince',
];
const COLOURS = [
  'azul',
  'verde',
  'violeta',
  'gris',
  'naranja',
  'turquesa',
  'índigo',
  'ocre',
  'carmesí',
  'celeste',
  'granate',
  'esmeralda',
];

/** The n-th name behind which a group stands on a board; all different up to 288, numbered from there on. */
export function pseudonym(n: number): string {
  const animal = ANIMALS[n % ANIMALS.length];
  const round = Math.floor(n / ANIMALS.length);
  const colour = COLOURS[round % COLOURS.length];
  const lap = Math.floor(round / COLOURS.length);
  return lap === 0 ? `${animal} ${colour}` : `${animal} ${colour} ${lap + 1}`;
}
