// Takes memory outside of the heap, piece by piece.
const kept = [];
for (;;) kept.push(Buffer.alloc(8 * 2 ** 20, 1));
