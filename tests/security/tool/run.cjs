// node run.cjs <folder of the installed tool> <folder of sources> <version of Electron>: what electronegativity finds, as JSON on
// standard output. A program of its own, because the tool replaces what belongs to the whole process.
const dns = require('node:dns');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [tool, sources, version] = process.argv.slice(2);
// It would look for newer translations and for news about Electron, and find different things on different days.
dns.lookup = (_host, _options, done) => done(new Error('no network for this'));
// Standard output belongs to the answer.
console.log = console.error;

const run = createRequire(join(tool, 'package.json'))('@doyensec/electronegativity/dist/runner.js');
run({
  input: sources,
  electronVersionOverride: version,
  isRelative: true,
  excludeFromScan: ['availablesecurityfixesglobalcheck'],
}).then(
  (found) => process.stdout.write(JSON.stringify(found)),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
