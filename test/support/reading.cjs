require('./typescript.cjs');
require('../../apps/api/src/questions/formats/reading.thread.ts');
