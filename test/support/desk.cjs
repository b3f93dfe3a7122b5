require('./typescript.cjs');
require('../../apps/api/src/preparing/desk.thread.ts');
